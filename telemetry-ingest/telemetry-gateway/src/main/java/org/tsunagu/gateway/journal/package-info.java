// SPDX-License-Identifier: Apache-2.0
/// The gateway's way into the journal, with its bound.
@NullMarked
package org.tsunagu.gateway.journal;

import org.jspecify.annotations.NullMarked;
