// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.tsunagu.simulator.wfdb.SignalChecksum;
import org.tsunagu.simulator.wfdb.WfdbRecord;
import org.tsunagu.telemetry.record.SourceId;

/// What makes a replay the same recording as another: the same record, bed and time, cut and
/// falsified alike. Session epoch and MSH-10 follow from it.
///
/// @param hash SHA-256 in hexadecimal
record Identity(String hash, SourceId source) {
    private static final int LONGEST_SOURCE = 200;
    private static final int EPOCH_DIGITS = 12;

    static Identity of(
            WfdbRecord record,
            List<SignalChecksum> checksums,
            ReplayOptions options,
            long atMicros,
            FramePlan plan) {
        String name = record.header().name();
        StringBuilder text = new StringBuilder(name);
        for (SignalChecksum sum : checksums) {
            text.append('\n').append(sum.record()).append(' ').append(sum.actual());
        }
        Impairments wrong = options.impairments();
        text.append('\n').append(record.frames()).append(' ').append(record.frameRate());
        text.append('\n').append(options.bed()).append('\n').append(atMicros).append('\n');
        text.append(plan).append('\n').append(wrong.clockOffset()).append(' ');
        text.append(wrong.driftPpm()).append(' ').append(wrong.loss());
        text.append(' ').append(wrong.loss() > 0 ? wrong.seed() : 0);
        String source = "replay:" + name + "@" + options.bed();
        return new Identity(
                sha256(text.toString()),
                new SourceId(source.substring(0, Math.min(source.length(), LONGEST_SOURCE))));
    }

    /// 48 bits, so that every reader's numbers hold it exactly.
    long epoch() {
        return Long.parseLong(hash.substring(0, EPOCH_DIGITS), 16);
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }
}
