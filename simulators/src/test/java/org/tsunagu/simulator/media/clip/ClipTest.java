// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.simulator.media.sdp.VideoCodec;

class ClipTest {
    @TempDir private Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("clip"), content);
    }

    private static byte[] ivf(Clip clip, String fourcc) {
        var out = new ByteArrayOutputStream();
        ByteBuffer head = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        head.put("DKIF".getBytes(StandardCharsets.US_ASCII)).putShort((short) 0);
        head.putShort((short) 32).put(fourcc.getBytes(StandardCharsets.US_ASCII));
        head.putShort((short) 1_280).putShort((short) 720).putInt(60).putInt(1);
        head.putInt(clip.frames().size());
        out.writeBytes(head.array());
        for (int i = 0; i < clip.frames().size(); i++) {
            byte[] data = clip.frames().get(i).data();
            ByteBuffer frame = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
            out.writeBytes(frame.putInt(data.length).putLong(i).array());
            out.writeBytes(data);
        }
        return out.toByteArray();
    }

    @Test
    void framesOfAnIvfFileComeAsTheyWere() throws IOException {
        Clip made = SyntheticClip.of(SyntheticClip.Shape.p720(2), 3);

        Clip read = Clip.read(file(ivf(made, "VP80")), 30);

        assertThat(read.framesPerSecond()).isEqualTo(60);
        assertThat(read.frames()).hasSameSizeAs(made.frames());
        for (int i = 0; i < made.frames().size(); i++) {
            assertThat(read.frames().get(i).data()).isEqualTo(made.frames().get(i).data());
            assertThat(read.frames().get(i).isKey()).isEqualTo(i == 0);
        }
    }

    @Test
    void framesOfAnAnnexBFileAreToldBySlices() throws IOException {
        Clip made = SyntheticClip.of(SyntheticClip.Shape.p1080(VideoCodec.H264, 2), 3);
        var stream = new ByteArrayOutputStream();
        made.frames().forEach(frame -> stream.writeBytes(frame.data()));

        Clip read = Clip.read(file(stream.toByteArray()), 60);

        assertThat(read.codec()).isEqualTo(VideoCodec.H264);
        assertThat(read.frames()).hasSameSizeAs(made.frames());
        assertThat(read.frames().getFirst().isKey()).isTrue();
        assertThat(read.frames().get(1).isKey()).isFalse();
    }

    @Test
    void aPictureOfSeveralSlicesIsOneFrame() throws IOException {
        byte[] stream = {
            0,
            0,
            0,
            1,
            0x67,
            1,
            2,
            0,
            0,
            1,
            0x65,
            (byte) 0x88,
            3,
            0,
            0,
            1,
            0x65,
            0x40,
            4, //
            0,
            0,
            0,
            1,
            0x41,
            (byte) 0x9A,
            5,
            0,
            0,
            1,
            0x41,
            0x20,
            6
        };

        assertThat(Clip.read(file(stream), 60).frames()).hasSize(2);
    }

    @Test
    void anotherFileIsRefusedWithItsName() throws IOException {
        Clip made = SyntheticClip.of(SyntheticClip.Shape.p720(2), 3);
        byte[] whole = ivf(made, "VP80");
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 5);

        assertThatThrownBy(() -> Clip.read(file(cut), 60)).hasMessageContaining("is cut off");
        assertThatThrownBy(() -> Clip.read(file(ivf(made, "AV01")), 60))
                .hasMessageContaining("other than VP8");
        assertThatThrownBy(() -> Clip.read(file(new byte[99]), 60))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("clip is no clip");
    }

    @Test
    void aSyntheticClipHasItsBitrateAndComesAgainByItsSeed() {
        Clip clip = SyntheticClip.of(SyntheticClip.Shape.p720(4), 11);
        Clip again = SyntheticClip.of(SyntheticClip.Shape.p720(4), 11);
        long bytes = clip.frames().stream().mapToLong(frame -> frame.data().length).sum();

        assertThat(bytes * 8 / 2 / 1e6).isBetween(3.8, 4.2);
        assertThat(again.frames().get(17).data()).isEqualTo(clip.frames().get(17).data());
        assertThat(clip.keyFrameAt(5)).isZero();
    }
}
