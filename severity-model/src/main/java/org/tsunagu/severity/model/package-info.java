// SPDX-License-Identifier: Apache-2.0
/// The frozen model: trees and nets blended, calibrated per hour, with intervals and reasons, in
/// plain Java and one order of summation.
@NullMarked
package org.tsunagu.severity.model;

import org.jspecify.annotations.NullMarked;
