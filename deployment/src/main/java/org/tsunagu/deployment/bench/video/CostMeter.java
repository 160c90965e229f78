// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench.video;

/// Says what something has cost so far.
@FunctionalInterface
interface CostMeter {
    /// What costs nothing of its own.
    CostMeter NOTHING = () -> new ProcessCost(0, 0);

    ProcessCost cost();

    /// The bench's own process, clients and all.
    static CostMeter own() {
        return () -> ProcessCost.of(ProcessHandle.current().pid());
    }
}
