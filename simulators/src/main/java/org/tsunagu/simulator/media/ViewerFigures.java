// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media;

import org.HdrHistogram.Histogram;

/// What came to a viewer since it began to count.
///
/// @param packets of the stream
/// @param bytes of them, as they came on the wire above UDP
/// @param lost packets that never came
/// @param late packets that came behind a later one
/// @param frames of which every packet came
/// @param broken frames of which some came
/// @param others packets that are not of the stream: retransmissions, probes
/// @param unread packets whose stamp was to be read and that could not be decrypted
/// @param delayMicros from the stamp of a packet to its arrival; of each n-th packet
public record ViewerFigures(
        long packets,
        long bytes,
        long lost,
        long late,
        long frames,
        long broken,
        long others,
        long unread,
        Histogram delayMicros) {}
