// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.tree;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/// Boosted trees as bytes for the repository: exact doubles, nothing that inference does not need.
/// Big endian: magic, format, sigmoid, names, trees, and a CRC-32 over all before it.
public final class CompactTrees {
    private static final int MAGIC = 0x54535654;
    private static final int FORMAT = 1;
    private static final int CHECKSUM_BYTES = 8;
    /// Bounds of what is read, so that broken bytes ask for no memory.
    private static final int MOST_FEATURES = 10_000;

    private static final int MOST_TREES = 100_000;
    private static final int MOST_NODES = 10_000;

    private CompactTrees() {}

    public static byte[] write(BoostedTrees trees) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(FORMAT);
            out.writeDouble(trees.sigmoid());
            out.writeInt(trees.featureNames().size());
            for (String name : trees.featureNames()) {
                out.writeUTF(name);
            }
            out.writeInt(trees.treeCount());
            for (Tree tree : trees.trees()) {
                tree.write(out);
            }
            out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return bytes.toByteArray();
    }

    /// @throws IllegalArgumentException saying what is wrong with the bytes
    public static BoostedTrees read(byte[] bytes) {
        int body = bytes.length - CHECKSUM_BYTES;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (body < 0 || in.readInt() != MAGIC || in.readInt() != FORMAT) {
                throw new IllegalArgumentException("these bytes are no model of format " + FORMAT);
            }
            DataInputStream tail =
                    new DataInputStream(new ByteArrayInputStream(bytes, body, CHECKSUM_BYTES));
            if (tail.readLong() != checksum(bytes, body)) {
                throw new IllegalArgumentException(
                        "the model's checksum is wrong: the file is damaged");
            }
            double sigmoid = in.readDouble();
            int features = bounded(in.readInt(), MOST_FEATURES, "features");
            List<String> names = new ArrayList<>(features);
            for (int i = 0; i < features; i++) {
                names.add(in.readUTF());
            }
            int count = bounded(in.readInt(), MOST_TREES, "trees");
            List<Tree> trees = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                trees.add(Tree.read(in, bounded(in.readInt(), MOST_NODES, "nodes")));
            }
            return new BoostedTrees(names, trees, sigmoid);
        } catch (IOException cut) {
            throw new IllegalArgumentException("the model breaks off", cut);
        }
    }

    private static int bounded(int value, int most, String what) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(value + " " + what);
        }
        return value;
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }
}
