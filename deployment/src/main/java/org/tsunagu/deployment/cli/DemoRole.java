// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.cli;

import java.util.Locale;

/// The roles one can sign in with where no real accounts exist.
public enum DemoRole {
    INTENSIVIST,
    NURSE,
    MENTOR;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
