// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

import java.net.URI;

/// Where a recording goes.
public sealed interface ReplayTarget {
    /// By the device stream: waveforms and numerics.
    ///
    /// @param url `ws://host:port`
    /// @param token device token
    record DeviceStream(URI url, String token) implements ReplayTarget {}

    /// By HL7 v2 over MLLP: numerics only.
    record Mllp(String host, int port) implements ReplayTarget {}
}
