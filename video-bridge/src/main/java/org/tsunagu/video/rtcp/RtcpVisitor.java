// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtcp;

/// Hears what a compound packet says. SSRCs are 32 bits as they are; a method that is not of
/// interest does nothing.
public interface RtcpVisitor {
    /// RFC 3550, section 6.4.1.
    ///
    /// @param ntp seconds since 1900 and their fraction, 32 bits each, by the sender's clock
    /// @param rtpTimestamp the same moment in the stream's ticks, unsigned 32 bit
    default void senderReport(int ssrc, long ntp, long rtpTimestamp, long packets, long octets) {}

    /// One report block (RFC 3550, section 6.4.1).
    ///
    /// @param reporter who says it
    /// @param about which stream
    /// @param fractionLost in parts of 256
    /// @param extendedHighest unsigned 32 bit
    /// @param jitter in ticks
    /// @param lastReport middle 32 bits of the NTP time of the last sender report; 0 for none
    /// @param delay since it came, in 1/65,536 s
    default void receptionReport(
            int reporter,
            int about,
            int fractionLost,
            int cumulativeLost,
            long extendedHighest,
            long jitter,
            int lastReport,
            long delay) {}

    /// One packet is asked for again (generic NACK, RFC 4585, section 6.2.1).
    default void nack(int sender, int media, int sequence) {}

    /// A key frame is asked for (RFC 4585, section 6.3.1).
    default void pictureLoss(int sender, int media) {}

    /// A key frame is asked for (RFC 5104, section 4.3.1).
    ///
    /// @param number one request keeps its number when it is said again
    default void fullIntra(int sender, int media, int number) {}

    /// How much the receiver can take (draft-alvestrand-rmcat-remb-03), told for each stream it
    /// names.
    default void remb(int sender, long bitsPerSecond, int media) {}

    /// The sender's clock, sent to have the delay measured (RFC 3611, section 4.4).
    default void referenceTime(int sender, long ntp) {}

    /// The answer to a reference time of ours (RFC 3611, section 4.5).
    ///
    /// @param about whose reference time
    /// @param lastReference middle 32 bits of it
    /// @param delay since it came, in 1/65,536 s
    default void referenceAnswer(int sender, int about, int lastReference, long delay) {}

    /// A source leaves (RFC 3550, section 6.6).
    default void bye(int ssrc) {}
}
