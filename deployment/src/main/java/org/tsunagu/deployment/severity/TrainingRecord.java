// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.severity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tsunagu.severity.model.ModelParts;
import org.tsunagu.severity.stay.Outcome;
import org.tsunagu.severity.train.Recipe;
import org.tsunagu.severity.train.TrainingRows;

/// From what a model was trained: the file beside it in which its seed and the hashes of its data
/// stand.
record TrainingRecord(Map<String, Object> fields) {
    static final String FILE = "training.json";

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    TrainingRecord {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    static TrainingRecord of(
            ModelParts model,
            Recipe recipe,
            TrainingRows rows,
            List<Path> data,
            List<Path> outcomes,
            long seed)
            throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("model", model.name());
        fields.put("seed", seed);
        fields.put("stays", rows.stays().size());
        fields.put("deaths", rows.stays().stream().filter(Outcome::diedInHospital).count());
        fields.put("features", model.featureNames().size());
        fields.put("threshold", model.threshold());
        fields.put("calibration", model.calibrator().knots());
        fields.put("recipe", recipe);
        fields.put("data", hashes(data));
        fields.put("outcomes", hashes(outcomes));
        return new TrainingRecord(fields);
    }

    void write(Path folder) throws IOException {
        JSON.writeValue(folder.resolve(FILE).toFile(), fields);
    }

    /// By file name: SHA-256; of a folder, that of its files' hashes in the order of their names.
    static Map<String, String> hashes(List<Path> paths) throws IOException {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (Path path : paths) {
            hashes.put(String.valueOf(path.getFileName()), hash(path));
        }
        return hashes;
    }

    static String hash(Path path) throws IOException {
        MessageDigest digest = sha256();
        if (!Files.isDirectory(path)) {
            try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(path, "*.txt")) {
            listing.forEach(files::add);
        }
        Collections.sort(files);
        for (Path file : files) {
            digest.update(HexFormat.of().parseHex(hash(file)));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
