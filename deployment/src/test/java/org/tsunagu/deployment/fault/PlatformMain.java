// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import org.tsunagu.deployment.cli.Tsunagu;

/// The command line as people start it, but ending with the test that started it.
final class PlatformMain {
    private PlatformMain() {}

    public static void main(String[] arguments) {
        EndsWithParent.watch();
        Tsunagu.main(arguments);
    }
}
