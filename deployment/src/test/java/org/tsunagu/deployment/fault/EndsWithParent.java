// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import java.io.IOException;

/// For programs that tests start: nothing outlives the test, also when the test is killed.
final class EndsWithParent {
    private EndsWithParent() {}

    static void watch() {
        Thread.ofPlatform().daemon().name("ends-with-parent").start(EndsWithParent::read);
    }

    private static void read() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes to us; the end of the stream is the message.
            }
        } catch (IOException gone) {
            // The same.
        }
        Runtime.getRuntime().halt(0);
    }
}
