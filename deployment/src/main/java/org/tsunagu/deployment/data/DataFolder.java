// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder in which one platform keeps everything. It has a version; an older one is moved
/// forward step by step when it is opened, a newer one is refused. Only one process owns it.
///
/// Layout of version 2: `journal/` (Kafka), `database/` (PostgreSQL), `audit/`, `door/` (tokens,
/// sessions), `gateway/` (bed names), `ready.json`, `site.yaml`, `data-version`, `lock`.
public final class DataFolder implements AutoCloseable {
    /// The layout this program writes.
    public static final int VERSION = 2;

    private static final String VERSION_FILE = "data-version";
    private static final String LOCK_FILE = "lock";

    private final Path root;
    private final FileChannel lockChannel;
    private final FileLock lock;

    private DataFolder(Path root, FileChannel lockChannel, FileLock lock) {
        this.root = root;
        this.lockChannel = lockChannel;
        this.lock = lock;
    }

    /// Opens the folder, creates it when it is missing, migrates it when it is old.
    ///
    /// @param progress told about each migration step, in words for a person
    /// @throws DataFolderException when it cannot be owned or understood; says what to do
    public static DataFolder open(Path root, Consumer<String> progress) {
        return open(root, progress, Migration.all());
    }

    static DataFolder open(Path root, Consumer<String> progress, List<Migration> migrations) {
        try {
            boolean fresh = isFresh(root);
            Files.createDirectories(root);
            FileChannel channel =
                    FileChannel.open(
                            root.resolve(LOCK_FILE),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new DataFolderException(
                        root + " is in use by another Tsunagu; stop that one or use --data DIR");
            }
            if (fresh) {
                writeVersion(root, VERSION);
            } else {
                migrate(root, progress, migrations);
            }
            return new DataFolder(root, channel, lock);
        } catch (IOException trouble) {
            throw new DataFolderException(
                    "cannot use the data folder " + root + ": " + trouble.getMessage(), trouble);
        }
    }

    public Path root() {
        return root;
    }

    public Path journal() {
        return root.resolve("journal");
    }

    public Path database() {
        return root.resolve("database");
    }

    public Path severity() {
        return root.resolve("severity");
    }

    public Path gateway() {
        return root.resolve("gateway");
    }

    public Path readyFile() {
        return root.resolve("ready.json");
    }

    public Path siteFile() {
        return root.resolve("site.yaml");
    }

    @Override
    public void close() {
        try (lockChannel) {
            lock.release();
        } catch (IOException leaving) {
            throw new DataFolderException(
                    "cannot release " + root + ": " + leaving.getMessage(), leaving);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    /// A site file may be laid into an empty folder before the first start.
    private static boolean isFresh(Path root) throws IOException {
        if (!Files.exists(root)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.allMatch(
                    path ->
                            path.getFileName().toString().equals("site.yaml")
                                    || path.getFileName().toString().equals(LOCK_FILE));
        }
    }

    private static void migrate(Path root, Consumer<String> progress, List<Migration> migrations)
            throws IOException {
        int version = readVersion(root);
        if (version > VERSION) {
            throw new DataFolderException(
                    root
                            + " was written by a newer Tsunagu (layout "
                            + version
                            + ", this one knows "
                            + VERSION
                            + "); start that one, or use another --data DIR");
        }
        for (Migration migration : migrations) {
            if (migration.from() == version) {
                progress.accept("data folder: " + migration.description());
                migration.step().run(root);
                version++;
                writeVersion(root, version);
            }
        }
        if (version != VERSION) {
            throw new DataFolderException(
                    root + " has layout " + version + ", from which no migration leads on");
        }
    }

    private static int readVersion(Path root) throws IOException {
        Path file = root.resolve(VERSION_FILE);
        if (!Files.exists(file)) {
            throw new DataFolderException(
                    root + " is not empty and no data folder of Tsunagu; use another --data DIR");
        }
        String text = Files.readString(file, StandardCharsets.UTF_8).strip();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new DataFolderException(file + " says '" + text + "', which is no version");
        }
    }

    private static void writeVersion(Path root, int version) throws IOException {
        DurableFile.write(root.resolve(VERSION_FILE), version + "\n");
    }
}
