// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

import java.net.URI;
import java.time.Duration;
import org.tsunagu.telemetry.record.SourceId;

/// How a device connects.
///
/// @param url `ws://host:port` or `wss://…`; the path is always `/device`
/// @param token device token
/// @param source who it says it is
/// @param epoch of its sequence numbers, not negative
/// @param insist whether the first connection is tried again and again like any later one
/// @param firstBackoff wait before the first reconnection; doubles up to thirty times itself, 30 s
///     at most
/// @param bufferFrames how many frames wait while the link is down
public record DeviceStreamOptions(
        URI url,
        String token,
        SourceId source,
        long epoch,
        DeviceClock clock,
        LinkFaults faults,
        boolean insist,
        Duration firstBackoff,
        int bufferFrames) {
    private static final Duration USUAL_FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final int USUAL_BUFFER_FRAMES = 4_096;

    public DeviceStreamOptions {
        String scheme = url.getScheme();
        if (url.getHost() == null || !("ws".equals(scheme) || "wss".equals(scheme))) {
            throw new IllegalArgumentException("device address ws://host:port, not " + url);
        }
        if (epoch < 0 || bufferFrames <= 0 || firstBackoff.isNegative()) {
            throw new IllegalArgumentException("epoch, buffer and backoff are not negative");
        }
    }

    /// A device with a right clock on a good line that gives up when nobody answers at first.
    public static DeviceStreamOptions of(URI url, String token, SourceId source, long epoch) {
        return new DeviceStreamOptions(
                url,
                token,
                source,
                epoch,
                DeviceClock.TRUE,
                LinkFaults.NONE,
                false,
                USUAL_FIRST_BACKOFF,
                USUAL_BUFFER_FRAMES);
    }

    public DeviceStreamOptions withClock(DeviceClock other) {
        return new DeviceStreamOptions(
                url, token, source, epoch, other, faults, insist, firstBackoff, bufferFrames);
    }

    public DeviceStreamOptions withFaults(LinkFaults other) {
        return new DeviceStreamOptions(
                url, token, source, epoch, clock, other, insist, firstBackoff, bufferFrames);
    }

    public DeviceStreamOptions insisting(Duration backoff) {
        return new DeviceStreamOptions(
                url, token, source, epoch, clock, faults, true, backoff, bufferFrames);
    }

    public DeviceStreamOptions buffering(int frames) {
        return new DeviceStreamOptions(
                url, token, source, epoch, clock, faults, insist, firstBackoff, frames);
    }

    /// The port, also where the address names none.
    public int port() {
        return url.getPort() > 0 ? url.getPort() : "wss".equals(url.getScheme()) ? 443 : 80;
    }
}
