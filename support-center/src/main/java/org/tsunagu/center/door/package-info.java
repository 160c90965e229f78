// SPDX-License-Identifier: Apache-2.0
/// One door: who may do what, to which bed, and why. Pure.
@NullMarked
package org.tsunagu.center.door;

import org.jspecify.annotations.NullMarked;
