// SPDX-License-Identifier: Apache-2.0
/// What one row of observations (OBX) says, whoever reads it: codes, numbers, units. Pure.
@NullMarked
package org.tsunagu.gateway.obx;

import org.jspecify.annotations.NullMarked;
