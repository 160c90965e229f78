// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.tsunagu.severity.net.DenseNet;
import org.tsunagu.severity.net.NetInputs;
import org.tsunagu.severity.tree.BoostedTrees;

/// A frozen model as bytes. Big endian: magic, format, name, feature names, encoding of the nets'
/// inputs, calibration, threshold, validated hours, members, and a CRC-32 over all before it.
public final class ModelFile {
    private static final int MAGIC = 0x54535654;
    private static final int FORMAT = 2;
    private static final int CHECKSUM_BYTES = 8;
    private static final int MOST_FEATURES = 10_000;
    private static final int MOST_MEMBERS = 100;

    private static final String SHIPPED = "severity.model";
    private static final String DISTILLED = "distilled.model";

    private ModelFile() {}

    /// The model this version ships.
    public static SeverityModel shipped() {
        return new SeverityModel(resource(SHIPPED));
    }

    /// The one net that learned from the shipped model: a little worse, and faster.
    public static SeverityModel distilled() {
        return new SeverityModel(resource(DISTILLED));
    }

    /// What [#write(Path, ModelParts, ModelParts)] wrote into a folder.
    ///
    /// @throws IllegalArgumentException saying what is wrong with the file
    public static SeverityModel in(Path folder) throws IOException {
        return new SeverityModel(read(Files.readAllBytes(folder.resolve(SHIPPED))));
    }

    /// The distilled net of such a folder.
    public static SeverityModel distilledIn(Path folder) throws IOException {
        return new SeverityModel(read(Files.readAllBytes(folder.resolve(DISTILLED))));
    }

    private static ModelParts resource(String name) {
        try (InputStream in = ModelFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("this build has no " + name);
            }
            return read(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException("reading " + name, broken);
        }
    }

    /// Writes what [#shipped()] and [#distilled()] read, under the names they have.
    public static void write(Path folder, ModelParts model, ModelParts distilled)
            throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(SHIPPED), write(model));
        Files.write(folder.resolve(DISTILLED), write(distilled));
    }

    public static byte[] write(ModelParts parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(FORMAT);
            out.writeUTF(parts.name());
            out.writeInt(parts.featureNames().size());
            for (String name : parts.featureNames()) {
                out.writeUTF(name);
            }
            parts.inputs().write(out);
            parts.calibrator().write(out);
            out.writeDouble(parts.threshold());
            out.writeDouble(parts.firstHour());
            out.writeDouble(parts.lastHour());
            out.writeInt(parts.members().size());
            for (Member member : parts.members()) {
                out.writeDouble(member.netShare());
                member.trees().write(out);
                member.net().write(out);
            }
            out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return bytes.toByteArray();
    }

    /// @throws IllegalArgumentException saying what is wrong with the bytes
    public static ModelParts read(byte[] bytes) {
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
            return parts(in);
        } catch (IOException broken) {
            throw new IllegalArgumentException("the model breaks off or is damaged", broken);
        }
    }

    private static ModelParts parts(DataInputStream in) throws IOException {
        String name = in.readUTF();
        int features = bounded(in.readInt(), MOST_FEATURES, "features");
        List<String> names = new ArrayList<>(features);
        for (int i = 0; i < features; i++) {
            names.add(in.readUTF());
        }
        NetInputs inputs = NetInputs.read(in, features);
        Calibrator calibrator = Calibrator.read(in);
        double threshold = in.readDouble();
        double firstHour = in.readDouble();
        double lastHour = in.readDouble();
        int count = bounded(in.readInt(), MOST_MEMBERS, "members");
        List<Member> members = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            double netShare = in.readDouble();
            BoostedTrees trees = BoostedTrees.read(in, names);
            members.add(new Member(trees, DenseNet.read(in), netShare));
        }
        return new ModelParts(
                name, names, inputs, members, calibrator, threshold, firstHour, lastHour);
    }

    private static int bounded(int value, int most, String what) throws IOException {
        if (value < 0 || value > most) {
            throw new IOException(value + " " + what);
        }
        return value;
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }
}
