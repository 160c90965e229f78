// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

/// Brings frames to the platform. Called by the replay's thread.
interface Sender extends AutoCloseable {
    /// Connects.
    void start() throws ReplayException, InterruptedException;

    /// Hands a frame over, waiting while the platform is slow.
    ///
    /// @param sequence 1, 2, 3 …
    void send(long sequence, PlannedFrame frame) throws ReplayException, InterruptedException;

    /// Waits until everything is acknowledged, or it has taken too long.
    void finish() throws InterruptedException;

    @Override
    void close();
}
