// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtsp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// H.264 pictures in the order in which a camera sends them, played in a loop.
public final class CameraClip {
    private static final int SEQUENCE_SET = 7;
    private static final int PICTURE_SET = 8;
    private static final int DELIMITER = 9;
    private static final int KEY_SLICE = 5;

    /// Bytes no start code can be made of, so that every unit is valid as it is.
    private static final int LEAST_BYTE = 4;

    /// Begin of a slice: first macroblock 0, all slices of the picture are I, or P.
    private static final byte[] KEY_SLICE_BEGINS = {0x65, (byte) 0x88};

    private static final byte[] SLICE_BEGINS = {0x41, (byte) 0x9A};
    private static final byte[] BACKWARD_SLICE_BEGINS = {0x01, (byte) 0x9E};
    private static final byte[] SEQUENCE_SET_OF_720P = {
        0x67, 0x42, (byte) 0xC0, 0x1F, (byte) 0xDA, 0x01, 0x40, 0x16, (byte) 0xE8
    };
    private static final byte[] A_PICTURE_SET = {0x68, (byte) 0xCE, 0x3C, (byte) 0x80};

    private final List<byte[]> parameterSets;
    private final List<List<byte[]>> pictures;

    private CameraClip(List<byte[]> parameterSets, List<List<byte[]>> pictures) {
        this.parameterSets = parameterSets;
        this.pictures = pictures;
    }

    /// What looks like H.264 to who reads the first bytes of each unit, and is noise behind them.
    ///
    /// @param each how many pictures from one that needs no other to the next
    /// @param largest of a unit, bytes; key pictures are that large, others a fifth
    public static CameraClip synthetic(long seed, int count, int each, int largest) {
        var random = new Random(seed);
        List<List<byte[]>> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean key = i % each == 0;
            int length = Math.max(8, (key ? largest : largest / 5) - random.nextInt(7));
            pictures.add(List.of(unit(key ? KEY_SLICE_BEGINS : SLICE_BEGINS, length, random)));
        }
        return new CameraClip(List.of(SEQUENCE_SET_OF_720P, A_PICTURE_SET), pictures);
    }

    /// The same with every other picture in need of a later one.
    public CameraClip withBackwardPictures() {
        List<List<byte[]>> changed = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            byte[] unit = pictures.get(i).getFirst().clone();
            if (i % 2 == 1 && unit[0] == SLICE_BEGINS[0]) {
                System.arraycopy(BACKWARD_SLICE_BEGINS, 0, unit, 0, 2);
            }
            changed.add(List.of(unit));
        }
        return new CameraClip(parameterSets, changed);
    }

    private static byte[] unit(byte[] begins, int length, Random random) {
        byte[] unit = new byte[length];
        for (int i = 0; i < length; i++) {
            unit[i] = (byte) random.nextInt(LEAST_BYTE, 256);
        }
        System.arraycopy(begins, 0, unit, 0, begins.length);
        return unit;
    }

    /// Reads a byte stream (ITU-T H.264, annex B), one picture at each slice that begins one.
    public static CameraClip annexB(Path file) throws IOException {
        List<byte[]> sets = new ArrayList<>();
        List<List<byte[]>> pictures = new ArrayList<>();
        List<byte[]> picture = new ArrayList<>();
        boolean sliced = false;
        for (byte[] unit : units(Files.readAllBytes(file))) {
            int type = unit[0] & 0x1F;
            boolean slice = type == 1 || type == KEY_SLICE;
            boolean begins = !slice || unit.length < 2 || (unit[1] & 0x80) != 0;
            if (sliced && begins) {
                pictures.add(picture);
                picture = new ArrayList<>();
                sliced = false;
            }
            if (type == SEQUENCE_SET || type == PICTURE_SET) {
                if (sets.size() < 2) {
                    sets.add(unit);
                }
            } else if (type != DELIMITER) {
                picture.add(unit);
                sliced |= slice;
            }
        }
        if (sliced) {
            pictures.add(picture);
        }
        return new CameraClip(sets, pictures);
    }

    private static List<byte[]> units(byte[] stream) {
        List<byte[]> units = new ArrayList<>();
        int from = -1;
        for (int i = 0; i + 2 < stream.length; i++) {
            if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
                add(units, stream, from, i);
                from = i + 3;
                i += 2;
            }
        }
        add(units, stream, from, stream.length);
        return units;
    }

    private static void add(List<byte[]> units, byte[] stream, int from, int end) {
        int to = end;
        while (from >= 0 && to > from && stream[to - 1] == 0) {
            to--;
        }
        if (from >= 0 && to > from) {
            units.add(Arrays.copyOfRange(stream, from, to));
        }
    }

    public List<byte[]> parameterSets() {
        return parameterSets;
    }

    /// The units of a picture, without parameter sets.
    public List<byte[]> picture(long number) {
        return pictures.get((int) (number % pictures.size()));
    }

    public boolean isKeyPicture(long number) {
        return picture(number).stream().anyMatch(unit -> (unit[0] & 0x1F) == KEY_SLICE);
    }
}
