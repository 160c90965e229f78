// SPDX-License-Identifier: Apache-2.0
/// What an ICU stay is to a score: 37 variables with units and limits, observations in minutes,
/// readers of Challenge 2012 files.
@NullMarked
package org.tsunagu.severity.stay;

import org.jspecify.annotations.NullMarked;
