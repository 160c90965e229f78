// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.platform;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.center.SupportCenter;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.live.LiveCounters;
import org.tsunagu.deployment.data.DataFolder;
import org.tsunagu.deployment.data.ReadyFile;
import org.tsunagu.deployment.site.SiteFile;
import org.tsunagu.deployment.site.SiteFileReader;
import org.tsunagu.gateway.Gateway;
import org.tsunagu.journal.kafka.KafkaJournal;
import org.tsunagu.severity.live.SeverityPath;
import org.tsunagu.simulator.hospital.SimulatedHospital;
import org.tsunagu.store.TelemetryStore;
import org.tsunagu.video.rtsp.Cameras;

/// The whole platform in one process, wired in the order in which a heartbeat travels backwards:
/// what is written to must be there before who writes to it. Stops in the opposite order.
public final class Platform implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

    private final Deque<Part> running = new ArrayDeque<>();
    private final PlatformOptions options;
    private final Consumer<String> progress;
    private final PlatformParts parts;
    private @Nullable LiveCounters liveCounters;
    private ReadyFile ready = new ReadyFile("", 0, 0, 0, "", "", Map.of());

    /// Something that was started and must be stopped.
    private record Part(String name, AutoCloseable handle) {}

    private Platform(PlatformOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
        this.parts =
                new PlatformParts(options, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    /// Starts everything and returns when the first message may come.
    ///
    /// @param progress told a line as each part gets ready
    /// @throws PlatformException when something is in the way; what was started is stopped again
    public static Platform start(PlatformOptions options, Consumer<String> progress) {
        var platform = new Platform(options, progress);
        try {
            platform.startParts();
            return platform;
        } catch (IOException | RuntimeException trouble) {
            platform.close();
            throw trouble instanceof RuntimeException known
                            && !(trouble instanceof IllegalStateException)
                    ? known
                    : new PlatformException(String.valueOf(trouble.getMessage()), trouble);
        }
    }

    private void startParts() throws IOException {
        DataFolder data = started("data folder", DataFolder.open(options.data(), progress));
        Path siteFile = options.config() == null ? data.siteFile() : options.config();
        if (options.config() != null && !Files.exists(siteFile)) {
            throw new PlatformException("there is no site file " + siteFile + " (--config)");
        }
        SiteFile site = SiteFileReader.read(siteFile);
        Ports.requireFree(options);
        Vertx vertx = parts.vertx();
        started("event loops", () -> Waiting.forResult(vertx.close(), "the event loops"));
        KafkaJournal journal = parts.journal(vertx, data);
        started("journal", journal);
        progress.accept("journal    ready  " + parts.journalName(journal));
        TelemetryStore store =
                started("store", parts.store(journal, data, own -> started("database", own)));
        progress.accept("store      ready  " + store.retention());
        SeverityPath severity = started("severity", parts.severity(data, site, journal));
        progress.accept("severity   ready  scores of every encounter");
        PlatformParts.Media media = parts.media(vertx, site);
        started(
                "media bridge",
                () -> Waiting.forResult(media.bridge().close(), "the media bridge"));
        progress.accept("media      ready  " + media.description());
        SupportCenter center =
                parts.center(vertx, data, site, journal, store, severity, media, progress);
        started("support center", () -> Waiting.forResult(center.close(), "the support center"));
        liveCounters = center.liveCounters();
        progress.accept("center     ready  " + center.baseUrl());
        Cameras cameras = parts.cameras(site, media, center);
        if (cameras != null) {
            started("cameras", cameras);
            progress.accept("cameras    asked  " + cameras.states().size());
        }
        Gateway gateway = started("gateway", parts.gateway(vertx, data, site, journal, center));
        progress.accept(
                "gateway    ready  HL7 over MLLP on port "
                        + gateway.mllpPort()
                        + ", device stream on port "
                        + gateway.devicePort());
        announce(data, center, gateway, media);
        if (options.beds() > 0) {
            SimulatedHospital hospital = parts.hospital(vertx, ready);
            started(
                    "simulated hospital",
                    () -> Waiting.forResult(hospital.close(), "the simulated hospital"));
            progress.accept("hospital   ready  " + options.beds() + " simulated beds");
        }
    }

    private void announce(
            DataFolder data, SupportCenter center, Gateway gateway, PlatformParts.Media media)
            throws IOException {
        Map<String, String> links = new LinkedHashMap<>();
        for (Role role : List.of(Role.INTENSIVIST, Role.NURSE, Role.MENTOR)) {
            links.put(role.wireName(), center.newLink(role));
        }
        ready =
                new ReadyFile(
                        center.baseUrl(),
                        gateway.mllpPort(),
                        gateway.devicePort(),
                        media.port(),
                        center.tokens().service(),
                        center.tokens().device(),
                        links);
        announce(data.readyFile());
        Path second = options.readyFile();
        if (second != null) {
            announce(second);
        }
    }

    private void announce(Path file) throws IOException {
        ready.write(file);
        started("ready file", () -> Files.deleteIfExists(file));
    }

    private <T extends AutoCloseable> T started(String name, T part) {
        running.push(new Part(name, part));
        return part;
    }

    /// Every address, token and link.
    public ReadyFile ready() {
        return ready;
    }

    /// What the live hub did so far.
    public LiveCounters liveCounters() {
        return Objects.requireNonNull(liveCounters, "not started");
    }

    /// Stops everything, last started first. A part that does not stop is said and passed over.
    @Override
    public synchronized void close() {
        while (!running.isEmpty()) {
            Part part = running.pop();
            try {
                part.handle().close();
            } catch (Exception trouble) { // the edge of the process: the other parts must stop too
                LOG.warn("{} did not stop cleanly: {}", part.name(), trouble.toString());
            }
        }
    }
}
