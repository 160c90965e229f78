// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.audit;

import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.door.Purpose;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.door.Subject;

/// One look, act or denial, before it gets its place in the chain.
///
/// @param remote address it came from
public record AuditEntry(
        Subject subject,
        Action action,
        Resource resource,
        Purpose purpose,
        Decision decision,
        String remote) {}
