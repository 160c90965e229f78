// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

/// What a device stream did so far, in frames.
///
/// @param sent handed to the network for the first time
/// @param resent handed to it again after a broken connection
/// @param acknowledged in the gateway's journal
/// @param refused not usable for the gateway; not sent again
/// @param lost left out on purpose
/// @param waiting sent or still to be sent, not yet acknowledged
/// @param overflowed not taken because the buffer was full
/// @param bytes of all frame messages
/// @param connections successful ones
/// @param lastRefusal the last refusal's text, empty when there was none
public record DeviceStreamStatistics(
        long sent,
        long resent,
        long acknowledged,
        long refused,
        long lost,
        long waiting,
        long overflowed,
        long bytes,
        long connections,
        String lastRefusal) {}
