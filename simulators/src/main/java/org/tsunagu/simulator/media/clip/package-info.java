// SPDX-License-Identifier: Apache-2.0
/// Pictures that were encoded beforehand, or look to a bridge as if.
@NullMarked
package org.tsunagu.simulator.media.clip;

import org.jspecify.annotations.NullMarked;
