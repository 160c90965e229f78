// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.bench;

/// What the block codec makes of one channel.
///
/// @param ratioTo16Bit two bytes over bytes a sample
/// @param encodedPerSecond samples, one thread
/// @param decodedPerSecond samples, one thread, checksum included
/// @param isExact every sample came back
public record CodecFigures(
        String channel,
        long samples,
        double bytesPerSample,
        double ratioTo16Bit,
        double encodedPerSecond,
        double decodedPerSecond,
        boolean isExact) {}
