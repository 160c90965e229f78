// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.platform;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.CenterConfig;
import org.tsunagu.center.CenterParts;
import org.tsunagu.center.SupportCenter;
import org.tsunagu.center.door.Policy;
import org.tsunagu.center.live.StoreHealth;
import org.tsunagu.center.mentoring.Room;
import org.tsunagu.center.site.HealthCheck;
import org.tsunagu.center.ward.BedLabel;
import org.tsunagu.center.ward.Facility;
import org.tsunagu.center.ward.WardNames;
import org.tsunagu.deployment.data.DataFolder;
import org.tsunagu.deployment.data.ReadyFile;
import org.tsunagu.deployment.site.SiteFile;
import org.tsunagu.gateway.Gateway;
import org.tsunagu.gateway.GatewayConfig;
import org.tsunagu.gateway.door.SourceGrant;
import org.tsunagu.gateway.mllp.MllpConfig;
import org.tsunagu.gateway.site.AddressRange;
import org.tsunagu.gateway.stream.StreamConfig;
import org.tsunagu.journal.JournalState;
import org.tsunagu.journal.kafka.JournalConfig;
import org.tsunagu.journal.kafka.KafkaJournal;
import org.tsunagu.severity.code.CodeTable;
import org.tsunagu.severity.live.LiveSettings;
import org.tsunagu.severity.live.SeverityPath;
import org.tsunagu.severity.live.SeverityStats;
import org.tsunagu.severity.live.UnitTypes;
import org.tsunagu.severity.model.ModelFile;
import org.tsunagu.simulator.hospital.HospitalOptions;
import org.tsunagu.simulator.hospital.SimulatedHospital;
import org.tsunagu.store.StoreConfig;
import org.tsunagu.store.StoreState;
import org.tsunagu.store.TelemetryStore;
import org.tsunagu.store.embedded.EmbeddedDatabase;
import org.tsunagu.telemetry.anomaly.AnomalyLog;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.FacilityId;
import org.tsunagu.video.bridge.BridgeByPublisher;
import org.tsunagu.video.bridge.BridgeHealth;
import org.tsunagu.video.bridge.MediaBridge;
import org.tsunagu.video.bridge.RoomId;
import org.tsunagu.video.embedded.EmbeddedBridge;
import org.tsunagu.video.embedded.EmbeddedConfig;
import org.tsunagu.video.jitsi.JitsiBridge;
import org.tsunagu.video.jitsi.JitsiConfig;
import org.tsunagu.video.rtsp.Cameras;

/// How each part is made from the options and the parts before it.
final class PlatformParts {
    private static final String VERSION = "0.1.0";
    private static final int EXTERNAL_REPLICATION = 3;
    private static final long HOSPITAL_SEED = 20_261_120L;
    private static final List<Facility> SIMULATED =
            List.of(
                    new Facility(new FacilityId("minato"), "みなと中央病院", "0000-44-1104"),
                    new Facility(new FacilityId("kitano"), "北野市民病院", "0000-44-2208"));

    private static final Room SIMULATED_ROOM =
            new Room(new RoomId("or-1"), "第1手術室（模擬）", new BedId("minato:ICU-01"));

    private final PlatformOptions options;
    private final PrometheusMeterRegistry meters;
    private volatile @Nullable Cameras cameras;

    PlatformParts(PlatformOptions options, PrometheusMeterRegistry meters) {
        this.options = options;
        this.meters = meters;
    }

    Vertx vertx() {
        return Vertx.builder()
                .with(new VertxOptions().setPreferNativeTransport(true))
                .withMetrics(new MicrometerMetricsFactory(meters))
                .with(
                        new VertxOptions()
                                .setPreferNativeTransport(true)
                                .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true)))
                .build();
    }

    KafkaJournal journal(Vertx vertx, DataFolder data) {
        String servers = options.kafka();
        KafkaJournal journal =
                KafkaJournal.open(
                        vertx,
                        servers == null
                                ? JournalConfig.embedded(data.journal())
                                : JournalConfig.external(servers, EXTERNAL_REPLICATION));
        new PlatformMeters(meters).bind(journal);
        return journal;
    }

    /// @param ownDatabase told about an embedded database, which must be closed after the store
    TelemetryStore store(
            KafkaJournal journal, DataFolder data, Consumer<EmbeddedDatabase> ownDatabase) {
        TelemetryStore store = TelemetryStore.open(database(data, ownDatabase), journal);
        new PlatformMeters(meters).bind(store);
        return store;
    }

    private StoreConfig database(DataFolder data, Consumer<EmbeddedDatabase> ownDatabase) {
        String url = options.jdbc();
        if (url != null) {
            return StoreConfig.external(url, "", "");
        }
        EmbeddedDatabase database = EmbeddedDatabase.start(data.database());
        ownDatabase.accept(database);
        return StoreConfig.embedded(database.jdbcUrl(), database.user(), database.password());
    }

    /// Scores every encounter with the shipped model.
    SeverityPath severity(DataFolder data, SiteFile site, KafkaJournal journal) {
        var settings =
                new LiveSettings(
                        CodeTable.with(site.severity().codes()),
                        new UnitTypes(site.severity().units()),
                        site.timeZone());
        SeverityPath severity =
                SeverityPath.open(
                        journal,
                        settings,
                        ModelFile.shipped(),
                        InstantSource.system(),
                        data.severity());
        new PlatformMeters(meters).bind(severity);
        return severity;
    }

    /// Who carries the pictures.
    ///
    /// @param port UDP port of the bridge in this process
    /// @param own the bridge in this process
    record Media(MediaBridge bridge, int port, String description, EmbeddedBridge own) {}

    /// Relays pictures and sound: in this process; or by way of Jitsi Videobridges, and then what
    /// encoders send still in this process, because a Jitsi Videobridge gives each viewer other RTP
    /// timestamps and nothing else names a frame of an encoder.
    Media media(Vertx vertx, SiteFile site) {
        var config =
                EmbeddedConfig.at(options.bind(), options.mediaPort())
                        .advertising(site.mediaAddresses());
        EmbeddedBridge bridge =
                Waiting.forResult(
                        Future.fromCompletionStage(EmbeddedBridge.open(config)),
                        "the media bridge");
        String port = "UDP port " + bridge.port();
        if (options.jitsi().isEmpty()) {
            return new Media(bridge, bridge.port(), port, bridge);
        }
        JitsiBridge jitsi =
                Waiting.forResult(
                        JitsiBridge.open(vertx, JitsiConfig.at(options.jitsi())),
                        "the media bridge");
        return new Media(
                new BridgeByPublisher(jitsi, bridge),
                bridge.port(),
                "Jitsi Videobridges " + options.jitsi() + ", " + port + " for encoders",
                bridge);
    }

    SupportCenter center(
            Vertx vertx,
            DataFolder data,
            SiteFile site,
            KafkaJournal journal,
            TelemetryStore store,
            SeverityPath severity,
            Media media,
            Consumer<String> progress) {
        var config =
                new CenterConfig(
                        data.root(),
                        options.bind(),
                        options.httpPort(),
                        null,
                        tls(data, progress),
                        names(site),
                        rooms(site),
                        Policy.standard(),
                        CenterConfig.DEFAULT_RING_BYTES,
                        VERSION);
        var parts =
                new CenterParts(
                        journal,
                        store.history(),
                        media.bridge(),
                        () -> health(store),
                        List.of(
                                new HealthCheck("journal", () -> state(journal)),
                                new HealthCheck("store", () -> state(store)),
                                new HealthCheck("severity", () -> state(severity)),
                                new HealthCheck("media", () -> state(media))),
                        meters,
                        InstantSource.system());
        return Waiting.forResult(SupportCenter.start(vertx, config, parts), "the support center");
    }

    Gateway gateway(
            Vertx vertx,
            DataFolder data,
            SiteFile site,
            KafkaJournal journal,
            SupportCenter center) {
        List<AddressRange> plainFrom =
                options.plainFrom().stream().map(AddressRange::parse).toList();
        String bind = plainFrom.isEmpty() ? PlatformOptions.LOOPBACK : options.bind();
        MllpConfig mllp = MllpConfig.loopback(options.mllpPort());
        StreamConfig stream = StreamConfig.loopback(options.devicePort());
        var config =
                new GatewayConfig(
                        new MllpConfig(
                                bind,
                                mllp.port(),
                                mllp.idleTimeout(),
                                mllp.largestMessageBytes(),
                                mllp.mostUnanswered(),
                                plainFrom),
                        new StreamConfig(
                                bind,
                                stream.port(),
                                stream.windowFrames(),
                                stream.largestMessageBytes(),
                                plainFrom),
                        SiteWiring.rules(site),
                        data.gateway());
        return Gateway.start(
                vertx,
                config,
                journal.writer(),
                (token, remote) ->
                        center.deviceDoor().mayConnect(token, remote)
                                ? SourceGrant.unlimited()
                                : null,
                new AnomalyLog(),
                meters);
    }

    SimulatedHospital hospital(Vertx vertx, ReadyFile ready) {
        return Waiting.forResult(
                SimulatedHospital.start(
                        vertx,
                        new HospitalOptions(
                                options.beds(),
                                HOSPITAL_SEED,
                                URI.create("ws://127.0.0.1:" + ready.device() + "/device"),
                                ready.deviceToken(),
                                PlatformOptions.LOOPBACK,
                                ready.mllp())),
                "the simulated hospital");
    }

    /// Fetches the pictures of the site's cameras; null without any.
    @Nullable Cameras cameras(SiteFile site, Media media, SupportCenter center) {
        Cameras begun = CameraWiring.start(site, media.own(), center);
        cameras = begun;
        return begun;
    }

    String journalName(KafkaJournal journal) {
        return (options.kafka() == null ? "embedded" : "external")
                + " Kafka at "
                + journal.bootstrapServers();
    }

    private CenterConfig.@Nullable TlsFiles tls(DataFolder data, Consumer<String> progress) {
        if (!options.tls()) {
            return null;
        }
        Path certificate = options.tlsCertificate();
        Path key = options.tlsKey();
        if (certificate != null && key != null) {
            return new CenterConfig.TlsFiles(certificate, key);
        }
        OwnCertificate own = OwnCertificate.in(data.root().resolve("tls"), options.bind());
        progress.accept("tls        own certificate, SHA-256 " + own.fingerprint());
        return new CenterConfig.TlsFiles(own.certificate(), own.key());
    }

    /// The site file has the last word; the simulated hospitals follow when they run.
    private WardNames names(SiteFile site) {
        Map<FacilityId, Facility> facilities = new LinkedHashMap<>();
        for (SiteFile.Facility named : site.facilities()) {
            var id = new FacilityId(named.id());
            String name = named.name() == null ? named.id() : named.name();
            facilities.put(id, new Facility(id, name, named.phone()));
        }
        if (options.beds() > 0) {
            SIMULATED.forEach(facility -> facilities.putIfAbsent(facility.id(), facility));
        }
        Map<BedId, BedLabel> beds = new HashMap<>();
        site.beds().forEach(bed -> beds.put(new BedId(bed.id()), new BedLabel(bed.unit(), null)));
        return new WardNames(List.copyOf(facilities.values()), beds);
    }

    /// The rooms of the site file; with a simulated hospital one to try everything in.
    private List<Room> rooms(SiteFile site) {
        List<Room> rooms = new ArrayList<>();
        for (SiteFile.MentoringRoom room : site.rooms()) {
            rooms.add(
                    new Room(
                            new RoomId(room.id()),
                            room.title(),
                            new BedId(room.bed()),
                            CameraWiring.labels(room)));
        }
        if (options.beds() > 0 && rooms.isEmpty()) {
            rooms.add(SIMULATED_ROOM);
        }
        return rooms;
    }

    private static StoreHealth health(TelemetryStore store) {
        return switch (store.state()) {
            case StoreState.Ok() -> new StoreHealth.Ok();
            case StoreState.Behind(long millis) -> new StoreHealth.Behind(millis);
            case StoreState.Away _ -> new StoreHealth.Away();
        };
    }

    private HealthCheck.State state(KafkaJournal journal) {
        return switch (journal.writer().state()) {
            case JournalState.Accepting() -> HealthCheck.State.well(journalName(journal));
            case JournalState.Slow(long millis) ->
                    HealthCheck.State.well(
                            journalName(journal)
                                    + ", slow: the oldest append waits "
                                    + millis
                                    + " ms; look at its disk and processors");
            case JournalState.Refusing(var cause, String reason) ->
                    HealthCheck.State.trouble(cause + ": " + reason);
        };
    }

    /// Never trouble: values, alerts and history go on without scores, and every page shows a
    /// risk's age.
    private static HealthCheck.State state(SeverityPath severity) {
        SeverityStats stats = severity.stats();
        StringBuilder detail = new StringBuilder().append(stats.encounters()).append(" encounters");
        if (stats.lag() > 0) {
            detail.append(", ").append(stats.lag()).append(" records behind the journal");
        }
        if (stats.unsent() > 0) {
            detail.append(", ").append(stats.unsent()).append(" reports wait for the journal");
        }
        if (stats.memoryFailures() > 0) {
            detail.append("; its memory cannot be written: look at the data folder's disk");
        }
        return HealthCheck.State.well(detail.toString());
    }

    /// Never trouble of the platform: vitals go on without pictures, and each room says so.
    private HealthCheck.State state(Media media) {
        BridgeHealth health = media.bridge().health();
        String trouble = health.trouble();
        return HealthCheck.State.well(
                media.description()
                        + (trouble == null
                                ? ", " + health.endpoints() + " connections"
                                : ": " + trouble)
                        + CameraWiring.inWords(cameras));
    }

    private static HealthCheck.State state(TelemetryStore store) {
        return switch (store.state()) {
            case StoreState.Ok() -> HealthCheck.State.well(store.retention());
            case StoreState.Behind(long millis) ->
                    HealthCheck.State.well(
                            store.retention() + "; " + millis + " ms behind the journal");
            case StoreState.Away(_, String reason) -> HealthCheck.State.trouble(reason);
        };
    }
}
