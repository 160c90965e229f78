// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.embedded;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps Kafka from ending the process: a broker with a failed log directory calls `Runtime.halt`,
/// and the ward's screens would vanish without a word. Instead every running broker of this
/// process learns why, and the journal refuses input. Process-wide, because Kafka's hooks are.
final class ExitHooks {
    private static final Logger LOG = LoggerFactory.getLogger(ExitHooks.class);
    private static final Set<Consumer<String>> LISTENERS = ConcurrentHashMap.newKeySet();

    private ExitHooks() {}

    static void add(Consumer<String> listener) {
        LISTENERS.add(listener);
        Exit.setExitProcedure(ExitHooks::brokerWantsToEnd);
        Exit.setHaltProcedure(ExitHooks::brokerWantsToEnd);
    }

    static void remove(Consumer<String> listener) {
        LISTENERS.remove(listener);
    }

    private static void brokerWantsToEnd(int status, @Nullable String message) {
        String reason = message == null ? "status " + status : message;
        LOG.error("The embedded journal broker stopped itself: {}", reason);
        LISTENERS.forEach(listener -> listener.accept(reason));
    }
}
