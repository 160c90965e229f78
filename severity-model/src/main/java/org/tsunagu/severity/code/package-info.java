// SPDX-License-Identifier: Apache-2.0
/// From codes and units of monitors, laboratories and people to the inputs of the severity scores.
@NullMarked
package org.tsunagu.severity.code;

import org.jspecify.annotations.NullMarked;
