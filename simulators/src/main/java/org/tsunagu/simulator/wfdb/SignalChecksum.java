// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

/// The checksum of a signal as it was read, beside the one its header states.
///
/// @param record the single-segment record
/// @param signal with the stated checksum
/// @param actual sum of the stored samples modulo 65,536
public record SignalChecksum(String record, WfdbSignal signal, short actual) {
    /// Whether they agree modulo 65,536; true where the header states none.
    public boolean matches() {
        Integer stated = signal.checksum();
        return stated == null || stated.shortValue() == actual;
    }
}
