// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

/// Text as PostgreSQL takes it.
final class Text {
    private static final int LONGEST_KEY = 200;

    private Text() {}

    /// Without NUL, which PostgreSQL's text cannot hold and devices do send.
    static String clean(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    /// A text that stands in an index, which takes no more than 2,700 bytes: a longer one is cut
    /// and told apart by its hash.
    static String key(String text) {
        String clean = clean(text);
        return clean.length() <= LONGEST_KEY
                ? clean
                : clean.substring(0, LONGEST_KEY) + "#" + Integer.toHexString(clean.hashCode());
    }
}
