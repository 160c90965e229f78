// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import io.vertx.core.Future;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.door.Resource;

/// The door as one connection asks it.
public interface LiveDoor {
    /// Decides and records; completes when the record is on the disk.
    Future<Decision> ask(Action action, Resource resource);

    /// Decides again without a record: whether what was permitted still is.
    boolean stillPermitted(Action action, Resource resource);

    /// Whether the session behind this connection still lasts.
    boolean lasts();

    /// The person did something.
    void seen();
}
