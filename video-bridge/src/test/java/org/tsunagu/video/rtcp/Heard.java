// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes down what a reader tells, one line each.
final class Heard implements RtcpVisitor {
    private final List<String> lines = new ArrayList<>();

    static List<String> of(byte[] b, int off, int len) {
        var heard = new Heard();
        int odd = RtcpReader.read(b, off, len, heard);
        if (odd > 0) {
            heard.lines.add("odd " + odd);
        }
        return heard.lines;
    }

    private void line(String format, Object... values) {
        lines.add(String.format(Locale.ROOT, format, values));
    }

    @Override
    public void senderReport(int ssrc, long ntp, long rtpTimestamp, long packets, long octets) {
        line("sr %x %x %d %d %d", ssrc, ntp, rtpTimestamp, packets, octets);
    }

    @Override
    public void receptionReport(
            int reporter,
            int about,
            int fractionLost,
            int cumulativeLost,
            long extendedHighest,
            long jitter,
            int lastReport,
            long delay) {
        line(
                "block %x %x %d %d %d %d %x %d",
                reporter,
                about,
                fractionLost,
                cumulativeLost,
                extendedHighest,
                jitter,
                lastReport,
                delay);
    }

    @Override
    public void nack(int sender, int media, int sequence) {
        line("nack %x %x %d", sender, media, sequence);
    }

    @Override
    public void pictureLoss(int sender, int media) {
        line("pli %x %x", sender, media);
    }

    @Override
    public void fullIntra(int sender, int media, int number) {
        line("fir %x %x %d", sender, media, number);
    }

    @Override
    public void remb(int sender, long bitsPerSecond, int media) {
        line("remb %x %d %x", sender, bitsPerSecond, media);
    }

    @Override
    public void referenceTime(int sender, long ntp) {
        line("rrtr %x %x", sender, ntp);
    }

    @Override
    public void referenceAnswer(int sender, int about, int lastReference, long delay) {
        line("dlrr %x %x %x %d", sender, about, lastReference, delay);
    }

    @Override
    public void bye(int ssrc) {
        line("bye %x", ssrc);
    }
}
