// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import java.util.Locale;

/// What a page is in its room.
enum Place {
    /// The operating room's own page: what it shows is on a glass there.
    OR,
    MENTOR;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
