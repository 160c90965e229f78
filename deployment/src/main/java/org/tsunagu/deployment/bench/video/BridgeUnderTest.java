// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench.video;

import java.net.InetAddress;
import org.tsunagu.simulator.media.Signalling;

/// A media bridge in a process of its own, so that what it costs is its own. One source is
/// published and viewed at a time.
interface BridgeUnderTest extends AutoCloseable, CostMeter {
    /// As the table calls it.
    String name();

    /// Address clients are to use: its way to the bridge.
    InetAddress clientAddress();

    /// A new publication; it takes the place of the one before.
    Signalling publishing();

    /// One more viewer of what is published.
    Signalling viewing();

    /// What its process has used so far.
    @Override
    ProcessCost cost();

    @Override
    void close();
}
