// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import java.nio.file.Path;
import org.tsunagu.journal.embedded.EmbeddedKafka;

/// A broker in a process of its own: `DIR PORT`. Ends with the test that started it.
final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        EndsWithParent.watch();
        EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Thread.currentThread().join();
    }
}
