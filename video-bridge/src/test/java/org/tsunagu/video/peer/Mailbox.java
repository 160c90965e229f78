// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.rtcp.RtcpReader;
import org.tsunagu.video.rtcp.RtcpVisitor;

/// What a peer got, decrypted.
public final class Mailbox implements RtcpVisitor {
    private final List<Packet> packets = new ArrayList<>();
    private final List<Report> reports = new CopyOnWriteArrayList<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<Long> limits = new CopyOnWriteArrayList<>();
    private final List<Integer> lossReports = new CopyOnWriteArrayList<>();
    private final List<Integer> keyFrameRequests = new CopyOnWriteArrayList<>();
    private int arrivalFeedbacks;
    private int arrivalsTold;
    private int compounds;
    private int odd;

    /// A sender report.
    public record Report(int ssrc, long ntp, long rtpTimestamp, long packets) {}

    /// A packet somebody wants again.
    public record Asked(int media, int sequence) {}

    void rtp(Packet packet) {
        synchronized (packets) {
            packets.add(packet);
        }
    }

    void rtcp(byte[] buffer, int length) {
        synchronized (packets) {
            compounds++;
            odd += RtcpReader.read(buffer, 0, length, this);
            for (int at = 0; at + 16 <= length; at += 4 * (u16(buffer, at + 2) + 1)) {
                if ((buffer[at + 1] & 0xff) == 205 && (buffer[at] & 0x1f) == 15) {
                    arrivalFeedbacks++;
                    arrivalsTold += u16(buffer, at + 14);
                }
            }
        }
    }

    private static int u16(byte[] b, int at) {
        return ((b[at] & 0xff) << 8) | (b[at + 1] & 0xff);
    }

    /// Every RTP packet in the order in which it came, retransmitted ones too.
    public List<Packet> packets() {
        synchronized (packets) {
            return List.copyOf(packets);
        }
    }

    public List<Packet> packets(MediaKind kind) {
        return packets().stream().filter(packet -> packet.kind() == kind).toList();
    }

    /// Frames of which every part came, by their numbers.
    public Set<Integer> frames(MediaKind kind) {
        Map<Integer, Set<Integer>> parts = new HashMap<>();
        Set<Integer> whole = new HashSet<>();
        for (Packet packet : packets(kind)) {
            Packet.Part part = packet.part();
            Set<Integer> got = parts.computeIfAbsent(part.frame(), _ -> new HashSet<>());
            got.add(part.part());
            if (got.size() == part.parts()) {
                whole.add(part.frame());
            }
        }
        return whole;
    }

    /// Sender reports.
    public List<Report> reports() {
        return reports;
    }

    /// NACKs, packet by packet.
    public List<Asked> asked() {
        return asked;
    }

    /// PLI and FIR, by the SSRC they are about.
    public List<Integer> keyFrameRequests() {
        return keyFrameRequests;
    }

    /// REMB, in bits a second.
    public List<Long> limits() {
        return limits;
    }

    /// Fractions lost in parts of 256, of each block of a receiver report.
    public List<Integer> lossReports() {
        return lossReports;
    }

    /// Transport-wide feedback packets.
    public int arrivalFeedbacks() {
        synchronized (packets) {
            return arrivalFeedbacks;
        }
    }

    /// Packets they speak about.
    public int arrivalsTold() {
        synchronized (packets) {
            return arrivalsTold;
        }
    }

    public int compounds() {
        synchronized (packets) {
            return compounds;
        }
    }

    /// Parts of RTCP that could not be read.
    public int odd() {
        synchronized (packets) {
            return odd;
        }
    }

    @Override
    public void senderReport(int ssrc, long ntp, long rtpTimestamp, long sent, long octets) {
        reports.add(new Report(ssrc, ntp, rtpTimestamp, sent));
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
        lossReports.add(fractionLost);
    }

    @Override
    public void nack(int sender, int media, int sequence) {
        asked.add(new Asked(media, sequence));
    }

    @Override
    public void pictureLoss(int sender, int media) {
        keyFrameRequests.add(media);
    }

    @Override
    public void fullIntra(int sender, int media, int number) {
        keyFrameRequests.add(media);
    }

    @Override
    public void remb(int sender, long bitsPerSecond, int media) {
        limits.add(bitsPerSecond);
    }
}
