// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Keeps database and memory one view. A reader takes its database snapshot and looks into memory
/// behind the gate; a flush commits and leaves memory behind it, alone. So a reader sees each value
/// exactly once.
public final class CommitGate {
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();
    private volatile boolean inDoubt;

    /// Something that can fail as `E`.
    public interface Step<T, E extends Exception> {
        T run() throws E;
    }

    public <T, E extends Exception> T look(Step<T, E> step) throws E {
        gate.readLock().lock();
        try {
            return step.run();
        } finally {
            gate.readLock().unlock();
        }
    }

    public <T, E extends Exception> T pass(Step<T, E> step) throws E {
        gate.writeLock().lock();
        try {
            return step.run();
        } finally {
            gate.writeLock().unlock();
        }
    }

    /// A commit was sent and its answer lost: until it is known, nobody can be told what is stored.
    public void doubt(boolean doubt) {
        inDoubt = doubt;
    }

    public boolean inDoubt() {
        return inDoubt;
    }
}
