// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

/// Hears what became of each frame, on the client's event loop.
public interface DeliveryListener {
    /// Nobody listens.
    DeliveryListener NONE = sequence -> {};

    /// The gateway has it in its journal.
    void acknowledged(long sequence);

    /// The gateway cannot use it.
    default void refused(long sequence, String text) {}
}
