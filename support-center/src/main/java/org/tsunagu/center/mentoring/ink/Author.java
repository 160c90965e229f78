// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring.ink;

/// Who did something in a room.
///
/// @param connection id of the connection, unique over time
/// @param account who is signed in there
public record Author(String connection, String account) {}
