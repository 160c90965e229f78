// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench.video;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.deployment.bench.BenchReport;
import org.tsunagu.deployment.platform.PlatformException;
import org.tsunagu.deployment.platform.PortOwner;

/// `bench video`: media bridges with the same clients beside each other, then browsers.
public final class VideoBench {
    private static final int HTTP_PORT = 80;

    private VideoBench() {}

    /// What is measured.
    public enum Part {
        /// Bridges alone, with clients that have no browser.
        BRIDGE,
        /// Pages in real browsers.
        BROWSER,
        ALL
    }

    /// What was asked for.
    ///
    /// @param seconds measured of each figure
    /// @param jitsi private HTTP port of a Jitsi Videobridge that runs on this machine
    /// @param jitsiPid of its process, where the port does not tell
    /// @param janus HTTP API of a Janus server that runs on this machine
    /// @param only letters of the parts of the browser part ([BrowserPart.Options]), empty: all
    public record Wish(
            int seconds,
            Part part,
            @Nullable URI jitsi,
            @Nullable Long jitsiPid,
            @Nullable URI janus,
            String only) {}

    public static BenchReport run(Wish wish, PrintWriter out)
            throws IOException, InterruptedException {
        var report = new BenchReport("video");
        if (wish.part() != Part.BROWSER) {
            bridges(wish, BridgePlan.whole(wish.seconds()), report, out);
        }
        if (wish.part() != Part.BRIDGE) {
            browsers(wish, null, report, out);
            if (wish.jitsi() != null) {
                browsers(wish, wish.jitsi(), report, out);
            }
        }
        return report;
    }

    private static void browsers(
            Wish wish, @Nullable URI jitsi, BenchReport report, PrintWriter out)
            throws IOException, InterruptedException {
        var options = new BrowserPart.Options(wish.only(), wish.seconds(), jitsi);
        BrowserPart.rows(options, out).forEach(report::row);
    }

    /// The bridge part.
    static void bridges(Wish wish, BridgePlan plan, BenchReport report, PrintWriter out)
            throws IOException, InterruptedException {
        List<BridgeUnderTest> bridges = new ArrayList<>();
        try {
            bridges.add(EmbeddedProcess.start());
            if (wish.jitsi() != null) {
                bridges.add(JitsiProcess.at(wish.jitsi(), pid(wish.jitsi(), wish.jitsiPid())));
            }
            if (wish.janus() != null) {
                bridges.add(JanusProcess.at(wish.janus(), pid(wish.janus(), null)));
            }
            new BridgeBench(plan, bridges, report, out).run();
        } finally {
            bridges.forEach(BridgeUnderTest::close);
        }
    }

    private static long pid(URI address, @Nullable Long told) {
        if (told != null) {
            return told;
        }
        int port = address.getPort() < 0 ? HTTP_PORT : address.getPort();
        return PortOwner.pid(port)
                .orElseThrow(
                        () ->
                                new PlatformException(
                                        "nobody on this machine listens at "
                                                + address
                                                + "; start the bridge, or name its process"));
    }
}
