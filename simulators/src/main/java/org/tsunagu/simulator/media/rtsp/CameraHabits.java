// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtsp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a simulated camera behaves.
///
/// @param user who must ask; null: anybody may
/// @param challenge what it wants of them: `Basic`, `MD5`, `SHA-256`
/// @param framesASecond pictures a second
/// @param largestPayload of an RTP packet, bytes; larger units are cut (FU-A)
/// @param setsInStream whether parameter sets come before each key picture; otherwise only the
///     description has them
/// @param clockError what its clock shows more than the true time
/// @param codec as its description names it
/// @param fault what it does wrong
/// @param faultAfter pictures
public record CameraHabits(
        @Nullable String user,
        String password,
        String challenge,
        int framesASecond,
        int largestPayload,
        boolean setsInStream,
        Duration clockError,
        String codec,
        Fault fault,
        int faultAfter) {
    /// What a camera does wrong.
    public enum Fault {
        NONE,
        /// Bytes that are neither RTSP nor a packet.
        GARBAGE,
        /// The connection stays, nothing comes.
        HANG,
        /// The connection ends in the middle of a packet.
        HALF_PACKET,
        /// It says goodbye (RTCP BYE).
        GOODBYE,
        /// It sends whoever asks to another address.
        REDIRECT,
        /// It takes no RTP over TCP.
        UDP_ONLY,
        /// It answers nothing at all.
        MUTE
    }

    /// Well behaved: 30 pictures a second, packets of an Ethernet's size.
    public static CameraHabits good() {
        return new CameraHabits(
                null, "", "MD5", 30, 1_400, true, Duration.ZERO, "H264", Fault.NONE, 0);
    }

    public CameraHabits knowing(String someone, String word, String how) {
        return new CameraHabits(
                someone,
                word,
                how,
                framesASecond,
                largestPayload,
                setsInStream,
                clockError,
                codec,
                fault,
                faultAfter);
    }

    public CameraHabits sending(int payload, boolean sets) {
        return new CameraHabits(
                user,
                password,
                challenge,
                framesASecond,
                payload,
                sets,
                clockError,
                codec,
                fault,
                faultAfter);
    }

    public CameraHabits wrongBy(Duration error) {
        return new CameraHabits(
                user,
                password,
                challenge,
                framesASecond,
                largestPayload,
                setsInStream,
                error,
                codec,
                fault,
                faultAfter);
    }

    public CameraHabits as(String otherCodec) {
        return new CameraHabits(
                user,
                password,
                challenge,
                framesASecond,
                largestPayload,
                setsInStream,
                clockError,
                otherCodec,
                fault,
                faultAfter);
    }

    public CameraHabits doing(Fault wrong, int after) {
        return new CameraHabits(
                user,
                password,
                challenge,
                framesASecond,
                largestPayload,
                setsInStream,
                clockError,
                codec,
                wrong,
                after);
    }
}
