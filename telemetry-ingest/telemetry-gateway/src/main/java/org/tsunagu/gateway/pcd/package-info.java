// SPDX-License-Identifier: Apache-2.0
/// PCD-01 (IHE DEC): observations to numerics. Pure.
@NullMarked
package org.tsunagu.gateway.pcd;

import org.jspecify.annotations.NullMarked;
