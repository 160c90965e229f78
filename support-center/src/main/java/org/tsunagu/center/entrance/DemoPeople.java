// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.entrance;

import java.util.List;
import org.tsunagu.center.door.Grant;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.door.Subject;
import org.tsunagu.center.door.Where;

/// The people that sign-in links name until there are accounts: one per role, at every facility and
/// at beds of none.
public final class DemoPeople {
    private DemoPeople() {}

    public static Subject.Person of(Role role) {
        return new Subject.Person(
                "demo-" + role.wireName(), List.of(new Grant(role, new Where.Everywhere())));
    }
}
