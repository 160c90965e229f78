// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import org.tsunagu.center.door.Role;
import org.tsunagu.center.mentoring.ink.Author;
import org.tsunagu.telemetry.record.Stroke;

/// Somebody in a room, as the others see them.
///
/// @param colour of the pen they are given
record Person(Author author, Role role, Place place, Stroke.Colour colour) {}
