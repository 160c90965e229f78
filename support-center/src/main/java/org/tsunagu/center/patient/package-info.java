// SPDX-License-Identifier: Apache-2.0
/// What belongs to a patient and moves with it from bed to bed: how ill it is, and its results.
@NullMarked
package org.tsunagu.center.patient;

import org.jspecify.annotations.NullMarked;
