// SPDX-License-Identifier: Apache-2.0
/// How good a risk is: discrimination, calibration, the Challenge's two events, intervals.
@NullMarked
package org.tsunagu.severity.evaluate;

import org.jspecify.annotations.NullMarked;
