// SPDX-License-Identifier: Apache-2.0
/// Stays of the PhysioNet/CinC Challenge 2012, sent as a hospital would send them: admission,
/// monitor, laboratory.
@NullMarked
package org.tsunagu.simulator.stay;

import org.jspecify.annotations.NullMarked;
