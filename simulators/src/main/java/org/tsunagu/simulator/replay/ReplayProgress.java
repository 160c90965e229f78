// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

import java.time.Instant;

/// Hears how a replay goes on, on its thread.
public interface ReplayProgress {
    /// Nobody listens.
    ReplayProgress NONE =
            new ReplayProgress() {
                @Override
                public void note(String line) {}

                @Override
                public void sent(Instant upTo, double fraction) {}
            };

    /// Something a person should know: a missing segment, where the recording is put.
    void note(String line);

    /// About once a second.
    ///
    /// @param upTo axis time of the last sample handed to the network
    /// @param fraction of the record, 0 to 1
    void sent(Instant upTo, double fraction);
}
