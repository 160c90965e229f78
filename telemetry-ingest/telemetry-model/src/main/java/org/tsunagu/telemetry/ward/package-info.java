// SPDX-License-Identifier: Apache-2.0
/// Who lies where: facilities, beds, encounters and persons are four things.
@NullMarked
package org.tsunagu.telemetry.ward;

import org.jspecify.annotations.NullMarked;
