// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

import org.jspecify.annotations.Nullable;
import org.tsunagu.center.door.Subject;

/// Who is at the door with this request.
///
/// @param session hash of the session's id, null without one
/// @param remote address it came from
public record Visitor(Subject subject, @Nullable String session, String remote) {}
