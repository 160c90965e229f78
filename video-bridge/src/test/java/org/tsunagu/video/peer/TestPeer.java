// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.dtls.ClientHandshake;
import org.tsunagu.video.dtls.DtlsIdentity;
import org.tsunagu.video.rtcp.RtcpWriter;
import org.tsunagu.video.srtp.SrtpSession;

/// A WebRTC peer without a browser: controlling ICE agent, DTLS client, SRTP, on one UDP socket. It
/// answers the offer of a bridge or offers itself, sends frames that say who they are, and keeps
/// what it gets.
public final class TestPeer implements AutoCloseable {
    private static final DtlsIdentity IDENTITY = DtlsIdentity.generate(new SecureRandom());
    private static final DtlsIdentity NAMED_BY_LIARS = DtlsIdentity.generate(new SecureRandom());
    private static final int SOCKET_BUFFER_BYTES = 4 * 1024 * 1024;
    private static final int LARGEST = 2_048;
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long CONSENT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final PeerPlan plan;
    private final String ufrag = word(8);
    private final String pwd = word(24);
    private final int reporter = ThreadLocalRandom.current().nextInt(2, Integer.MAX_VALUE);
    private final Map<MediaKind, Outgoing> outgoing = new EnumMap<>(MediaKind.class);
    private final List<Wording.Stream> streams = new ArrayList<>();
    private String videoCodec = "VP8";
    private final Map<MediaKind, Missing> missing = new ConcurrentHashMap<>();
    private final Map<Integer, MediaKind> ssrcs = new ConcurrentHashMap<>();
    private final Mailbox mailbox = new Mailbox();
    private final AtomicInteger transportSequence = new AtomicInteger();
    private final Records records = new Records(this::sendRaw);
    private volatile @Nullable DatagramSocket socket;
    private volatile boolean checks = true;
    private boolean leads = true;
    private volatile boolean reachable;
    private volatile boolean closed;
    private volatile @Nullable Remote remote;
    private volatile @Nullable ClientHandshake handshake;
    private volatile @Nullable Exception failure;
    private volatile byte[] lastDatagram = new byte[0];
    private @Nullable SrtpSession srtp;

    public TestPeer(PeerPlan plan) {
        this.plan = plan;
    }

    /// Answers the bridge's offer.
    public String answer(String offer) {
        Remote bridge = Remote.read(offer);
        remote = bridge;
        leads = bridge.isLite(); // else who offered does (RFC 8445, section 6.1.1)
        for (Remote.Section section : bridge.sections()) {
            String codec = section.codec();
            int number = section.payloadType(codec);
            videoCodec = section.kind() == MediaKind.VIDEO ? codec : videoCodec;
            add(section.kind(), section.mid(), number, section.rtxOf(number), section.extensions());
            learnSources(section);
        }
        return wording("active").session(streams, plan.sends());
    }

    /// Offers itself (WHIP, WHEP).
    public String offer() {
        boolean own = plan.ownNumbers();
        for (MediaKind kind : MediaKind.values()) {
            if (plan.kinds().contains(kind)) {
                boolean video = kind == MediaKind.VIDEO;
                Map<String, Integer> ids =
                        Map.of(
                                Wording.CAPTURE_TIME, own ? 9 : 5,
                                Wording.SEND_TIME, own ? 12 : 2,
                                Wording.TRANSPORT_CC, own ? 7 : 3);
                int number = video ? (own ? 120 : 96) : (own ? 109 : 98);
                add(kind, kind.sdpName(), number, video ? number + 1 : -1, ids);
            }
        }
        return wording("actpass").session(streams, plan.sends());
    }

    /// Takes the bridge's answer.
    public void accept(String answer) {
        Remote bridge = Remote.read(answer);
        remote = bridge;
        bridge.sections().forEach(this::learnSources);
    }

    private void add(
            MediaKind kind, String mid, int number, int rtx, Map<String, Integer> extensions) {
        int own = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE / 2);
        String codec = kind == MediaKind.VIDEO ? videoCodec : "opus";
        var stream =
                new Wording.Stream(
                        kind, codec, mid, number, rtx, extensions, own, rtx < 0 ? 0 : own + 1);
        streams.add(plan.announces() ? stream : stream.silent());
        if (plan.sends()) {
            long first = ThreadLocalRandom.current().nextLong(1L << 32);
            outgoing.put(
                    kind,
                    new Outgoing(
                            stream,
                            () -> transportSequence.getAndIncrement() & 0xffff,
                            plan.firstSequence(),
                            first));
        }
    }

    private void learnSources(Remote.Section section) {
        if (section.ssrc() != 0) {
            ssrcs.put(section.ssrc(), section.kind());
            missing.put(section.kind(), new Missing());
        }
    }

    private Wording wording(String setup) {
        var shown = plan.honest() ? IDENTITY : NAMED_BY_LIARS;
        var named = shown.fingerprint();
        return new Wording(ufrag, pwd, named.hash() + " " + named.value(), setup);
    }

    /// Begins checks and handshake; returns at once.
    public void start() {
        openSocket();
        Thread.ofVirtual().name("peer-rounds").start(this::rounds);
        Thread.ofVirtual().name("peer-dtls").start(this::shakeHands);
    }

    /// Whether its handshake is done.
    public boolean isConnected() {
        return handshake != null;
    }

    /// Why its handshake failed, null while it has not.
    public @Nullable Exception failure() {
        return failure;
    }

    /// Of the certificate the bridge showed, as `a=fingerprint` says it.
    public String shownByBridge() {
        ClientHandshake done = handshake;
        return done == null ? "" : done.server();
    }

    public Remote remote() {
        Remote known = remote;
        if (known == null) {
            throw new IllegalStateException("nothing is known of the bridge yet");
        }
        return known;
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    public Outgoing outgoing(MediaKind kind) {
        return outgoing.get(kind);
    }

    /// What it offered or answered for a kind.
    public int payloadType(MediaKind kind) {
        return streamOf(kind).payloadType();
    }

    public int extension(MediaKind kind, String uri) {
        return streamOf(kind).extension(uri);
    }

    private Wording.Stream streamOf(MediaKind kind) {
        return streams.stream().filter(s -> s.kind() == kind).findFirst().orElseThrow();
    }

    /// Sends the next frame of three packets, a sixtieth of a second of ticks.
    public void sendFrame(MediaKind kind) {
        sendFrame(kind, 0, 1_500);
    }

    /// @param captured NTP time for abs-capture-time, 0 for none
    public void sendFrame(MediaKind kind, long captured, int ticks) {
        Outgoing stream = outgoing.get(kind);
        int parts = kind == MediaKind.AUDIO ? 1 : 3;
        boolean key = stream.frames() % 30 == 0;
        int bytes = kind == MediaKind.AUDIO ? 80 : 900;
        stream.next(parts, bytes, key, captured, ticks).forEach(this::sendRtp);
    }

    /// Secures and sends a packet through the weather.
    public void sendRtp(byte[] packet) {
        byte[] buffer = Arrays.copyOf(packet, packet.length + SrtpSession.MOST_OVERHEAD);
        synchronized (this) {
            int length = srtp == null ? -1 : srtp.protectRtp(buffer, 0, packet.length);
            if (length > 0) {
                lastDatagram = Arrays.copyOf(buffer, length);
                plan.up().pass(lastDatagram).forEach(this::sendRaw);
            }
        }
    }

    /// The last RTP datagram as it left, encrypted.
    public byte[] lastDatagram() {
        return lastDatagram.clone();
    }

    /// Sends bytes as they are from its port.
    public void sendRaw(byte[] datagram) {
        DatagramSocket now = socket;
        if (now == null) {
            return;
        }
        try {
            now.send(new DatagramPacket(datagram, datagram.length, remote().address()));
        } catch (IOException gone) {
            if (!closed && !now.isClosed()) {
                throw new UncheckedIOException(gone);
            }
        }
    }

    public void sendReport(MediaKind kind, long ntp, long timestamp) {
        rtcp(
                (into, at) ->
                        RtcpWriter.senderReport(
                                into, at, outgoing.get(kind).ssrc(), ntp, timestamp, 1, 1));
    }

    public void sendPli(MediaKind kind) {
        rtcp((into, at) -> RtcpWriter.pictureLoss(into, at, reporter, sourceOf(kind)));
    }

    public void sendNack(MediaKind kind, List<Integer> sequences) {
        int[] wanted = sequences.stream().mapToInt(Integer::intValue).toArray();
        rtcp(
                (into, at) ->
                        RtcpWriter.nack(into, at, reporter, sourceOf(kind), wanted, wanted.length));
    }

    /// REMB, and a receiver report that says how much is lost in parts of 256.
    public void sendLimit(MediaKind kind, long bitsPerSecond, int fractionLost) {
        int[] about = {sourceOf(kind)};
        rtcp(
                (into, at) -> {
                    int next =
                            RtcpWriter.receiverReport(
                                    into, at, reporter, about[0], fractionLost, 9, 9, 0, 0, 0);
                    return RtcpWriter.remb(into, next, reporter, bitsPerSecond, about, 1);
                });
    }

    private interface Part {
        int write(byte[] into, int at);
    }

    private void rtcp(Part part) {
        byte[] buffer = new byte[LARGEST];
        int plain = part.write(buffer, 0);
        synchronized (this) {
            int length = srtp == null ? -1 : srtp.protectRtcp(buffer, 0, plain);
            if (length > 0) {
                sendRaw(Arrays.copyOf(buffer, length));
            }
        }
    }

    /// The SSRC under which the bridge sends a kind.
    public int sourceOf(MediaKind kind) {
        return ssrcs.entrySet().stream()
                .filter(entry -> entry.getValue() == kind)
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    /// Sends no more checks: it no longer consents.
    public void stopChecks() {
        checks = false;
    }

    /// Goes on from another port, as behind an address translation that forgot.
    public void move() {
        DatagramSocket before = socket;
        openSocket();
        check();
        close(before);
    }

    /// A check as it would send it; sent by a stranger it is as good.
    public byte[] newCheck() {
        return Checks.request(remote().ufrag() + ":" + ufrag, remote().pwd(), leads);
    }

    /// Says goodbye by DTLS, and nothing else.
    public void sayGoodbye() {
        ClientHandshake done = handshake;
        try {
            if (done != null) {
                done.close();
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        closed = true;
        records.end();
        close(socket);
    }

    private static void close(@Nullable DatagramSocket socket) {
        if (socket != null) {
            socket.close();
        }
    }

    private void check() {
        sendRaw(newCheck());
    }

    private void rounds() {
        long last = System.nanoTime() - CHECK_NANOS;
        while (!closed) {
            long now = System.nanoTime();
            if (checks && now - last >= (reachable ? CONSENT_NANOS : CHECK_NANOS)) {
                last = now;
                check();
            }
            if (plan.repairs() && !plan.sends() && handshake != null) {
                missing.forEach(
                        (kind, gaps) -> {
                            List<Integer> due = gaps.due(now);
                            if (!due.isEmpty()) {
                                sendNack(kind, due.subList(0, Math.min(100, due.size())));
                            }
                        });
            }
            LockSupport.parkNanos(ROUND_NANOS);
        }
    }

    private void shakeHands() {
        try {
            ClientHandshake done = ClientHandshake.connect(IDENTITY, records);
            synchronized (this) {
                srtp = SrtpSession.client(done.keys());
            }
            handshake = done;
        } catch (IOException | RuntimeException failed) {
            failure = failed;
        }
    }

    private void receiveFrom(DatagramSocket from) {
        Thread.ofVirtual()
                .name("peer-receives")
                .start(
                        () -> {
                            byte[] buffer = new byte[LARGEST];
                            var packet = new DatagramPacket(buffer, buffer.length);
                            try {
                                while (!closed) {
                                    packet.setLength(buffer.length);
                                    from.receive(packet);
                                    received(buffer, packet.getLength());
                                }
                            } catch (IOException ended) {
                                reachable &= !closed;
                            }
                        });
    }

    private void received(byte[] buffer, int length) {
        int first = buffer[0] & 0xff;
        if (Checks.isStun(buffer, length)) {
            reachable |= Checks.isSuccess(buffer);
            if (Checks.isRequest(buffer)) {
                answerCheck(buffer);
            }
        } else if (first >= 20 && first < 64) {
            records.add(Arrays.copyOf(buffer, length));
        } else {
            for (byte[] datagram : plan.down().pass(Arrays.copyOf(buffer, length))) {
                media(Arrays.copyOf(datagram, LARGEST), datagram.length);
            }
        }
    }

    private void answerCheck(byte[] check) {
        DatagramSocket now = socket;
        if (now != null) {
            byte[] answer = Checks.success(check, remote().address(), pwd);
            try {
                now.send(new DatagramPacket(answer, answer.length, remote().address()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private synchronized void media(byte[] buffer, int length) {
        if (srtp == null) {
            return;
        }
        int type = buffer[1] & 0xff;
        if (type >= 192 && type < 224) {
            int plain = srtp.unprotectRtcp(buffer, 0, length);
            if (plain > 0) {
                int before = mailbox.asked().size();
                mailbox.rtcp(buffer, plain);
                answerFrom(before);
            }
            return;
        }
        int plain = srtp.unprotectRtp(buffer, 0, length);
        if (plain > 0) {
            take(buffer, plain, type & 0x7f);
        }
    }

    private void take(byte[] buffer, int length, int payloadType) {
        for (Wording.Stream stream : streams) {
            boolean again = payloadType == stream.rtxPayloadType();
            if (again || payloadType == stream.payloadType()) {
                Packet packet = Packet.read(buffer, length, stream.kind(), again);
                if (packet == null) {
                    return;
                }
                if (!again) {
                    ssrcs.putIfAbsent(packet.ssrc(), stream.kind());
                }
                missing.computeIfAbsent(stream.kind(), _ -> new Missing())
                        .got(packet.sequence(), System.nanoTime());
                mailbox.rtp(packet);
                return;
            }
        }
        throw new AssertionError("payload type " + payloadType + " was not agreed on");
    }

    private void answerFrom(int firstAsked) {
        if (!plan.repairs() || !plan.sends()) {
            return;
        }
        List<Mailbox.Asked> asked = mailbox.asked();
        for (Mailbox.Asked wanted : asked.subList(firstAsked, asked.size())) {
            for (Outgoing stream : outgoing.values()) {
                byte[] packet =
                        stream.ssrc() == wanted.media() ? stream.again(wanted.sequence()) : null;
                if (packet != null) {
                    sendRtp(packet);
                }
            }
        }
    }

    /// On loopback, where the bridge is there too.
    private void openSocket() {
        try {
            InetAddress bridge = remote().address().getAddress();
            DatagramSocket made =
                    bridge.isLoopbackAddress()
                            ? new DatagramSocket(0, InetAddress.getLoopbackAddress())
                            : new DatagramSocket();
            made.setReceiveBufferSize(SOCKET_BUFFER_BYTES);
            socket = made;
            receiveFrom(made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String word(int length) {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        return ThreadLocalRandom.current()
                .ints(length, 0, letters.length())
                .mapToObj(i -> letters.substring(i, i + 1))
                .reduce("", String::concat);
    }
}
