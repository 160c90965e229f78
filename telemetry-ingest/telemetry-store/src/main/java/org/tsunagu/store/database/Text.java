// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

/// Text as PostgreSQL takes it.
final class Text {
    private Text() {}

    /// Without NUL, which PostgreSQL's text cannot hold and devices do send.
    static String clean(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }
}
