// SPDX-License-Identifier: Apache-2.0
/// Entry of what no device sends: what may be entered, whether it is plausible, and whose it is.
@NullMarked
package org.tsunagu.center.entry;

import org.jspecify.annotations.NullMarked;
