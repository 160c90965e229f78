// SPDX-License-Identifier: Apache-2.0
/// Which bed shows what now: one pure state, written by one thread.
@NullMarked
package org.tsunagu.center.ward;

import org.jspecify.annotations.NullMarked;
