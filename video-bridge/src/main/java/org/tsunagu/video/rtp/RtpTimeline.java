// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.ClockModel;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.video.bridge.FrameTime;

/// When the frames of one stream were captured, on the common axis. A timestamp leads to the wall
/// clock of the sender by abs-capture-time or by sender reports (RFC 3550, section 6.4.1), and that
/// clock, wrong by anything, to the axis by a [ClockModel] of the reports, whose times are those of
/// their sending. Reports whose round trip is known ([#onRoundTrip]) make it exact to half of it;
/// without, the fastest of them are assumed to take no more than [#ASSUMED_WAY_MICROS].
///
/// Where only abs-capture-time comes, or its clock is not that of the reports, packets that carry
/// it stand for reports: they left later than they say, by what encoding and sending took. One
/// thread.
public final class RtpTimeline {
    /// Longest one-way time of the fastest reports where no round trip is measured: 50 ms.
    public static final long ASSUMED_WAY_MICROS = TimeUnit.MILLISECONDS.toMicros(50);

    /// The same from capture on.
    public static final long ASSUMED_CAPTURE_WAY_MICROS = TimeUnit.MILLISECONDS.toMicros(150);

    /// Nothing is said of frames farther than this from what the sender told.
    public static final long FARTHEST_MICROS = TimeUnit.SECONDS.toMicros(30);

    /// Both ways to name a frame differ by less where they go by the same clock.
    private static final long SAME_CLOCK_MICROS = TimeUnit.MILLISECONDS.toMicros(250);

    private static final double PPM = 1e-6;

    private final int clockRate;
    private Source reports;
    private Source captures;
    private long steps;

    /// One way by which the sender tells its time.
    private static final class Source {
        final TimestampLine line;
        final ClockModel clock;
        @Nullable ClockStamp stamp;

        Source(int clockRate, long assumedWayMicros) {
            line = new TimestampLine(clockRate);
            clock = new ClockModel(limits(assumedWayMicros));
        }

        /// One report in 0.2 to 5 s: three minutes of one-second minima.
        private static ClockModel.Limits limits(long assumedWayMicros) {
            return new ClockModel.Limits(
                    assumedWayMicros,
                    TimeUnit.MILLISECONDS.toMicros(1),
                    TimeUnit.SECONDS.toMicros(1),
                    180,
                    TimeUnit.SECONDS.toMicros(10),
                    4,
                    TimeUnit.MILLISECONDS.toMicros(20),
                    TimeUnit.SECONDS.toMicros(2));
        }
    }

    /// @param clockRate ticks of the stream's clock in a second
    public RtpTimeline(int clockRate) {
        this.clockRate = clockRate;
        this.reports = newReports();
        this.captures = newCaptures();
    }

    private Source newReports() {
        return new Source(clockRate, ASSUMED_WAY_MICROS);
    }

    private Source newCaptures() {
        return new Source(clockRate, ASSUMED_CAPTURE_WAY_MICROS);
    }

    /// Takes a sender report. One without a time (NTP 0) says nothing.
    ///
    /// @param ntp seconds since 1900 and their fraction, 32 bits each
    /// @param rtpTimestamp unsigned 32 bit
    public void onSenderReport(long ntp, long rtpTimestamp, ArrivalTime at) {
        if (ntp == 0) {
            return;
        }
        DeviceTime sent = NtpTime.toDevice(ntp);
        if (!reports.line.add(rtpTimestamp, sent.micros())) {
            steps++;
            reports = newReports();
            reports.line.add(rtpTimestamp, sent.micros());
        }
        reports.stamp = reports.clock.observe(sent, at);
    }

    /// The report taken last was the answer to a reference time of ours, and the round trip took so
    /// long, without what the peer kept it.
    public void onRoundTrip(long micros) {
        reports.clock.observeRoundTrip(micros);
        reports.stamp = reports.clock.stamp();
    }

    /// Takes an abs-capture-time: when the frame of that timestamp was captured, by the clock of
    /// the sender.
    public void onAbsCaptureTime(long ntp, long rtpTimestamp, ArrivalTime at) {
        onAbsCaptureTime(ntp, 0, rtpTimestamp, at);
    }

    /// The same of a sender that is not the capturer.
    ///
    /// @param offset what must be added to come to the sender's clock, Q32.32 seconds
    public void onAbsCaptureTime(long ntp, long offset, long rtpTimestamp, ArrivalTime at) {
        if (ntp == 0) {
            return;
        }
        DeviceTime captured = NtpTime.toDevice(ntp + offset);
        if (!captures.line.add(rtpTimestamp, captured.micros())) {
            steps++;
            captures = newCaptures();
            captures.line.add(rtpTimestamp, captured.micros());
        }
        captures.stamp = captures.clock.observe(captured, at);
    }

    /// When the frame of that timestamp was captured; empty while the sender has not said, or for a
    /// frame far from what it said.
    ///
    /// @param rtpTimestamp unsigned 32 bit
    public Optional<FrameTime> frameTime(long rtpTimestamp) {
        Optional<FrameTime> captured = Optional.empty();
        if (reaches(captures, rtpTimestamp)) {
            captured = by(captures, clockOfCaptures(rtpTimestamp), rtpTimestamp);
        }
        return captured.isPresent() || !reaches(reports, rtpTimestamp)
                ? captured
                : by(reports, reports, rtpTimestamp);
    }

    private static boolean reaches(Source source, long rtpTimestamp) {
        return !source.line.isEmpty()
                && Math.abs(source.line.beyondMicros(rtpTimestamp)) <= FARTHEST_MICROS;
    }

    private Source clockOfCaptures(long rtpTimestamp) {
        if (!reaches(reports, rtpTimestamp)) {
            return captures;
        }
        long apart =
                captures.line.senderMicros(rtpTimestamp) - reports.line.senderMicros(rtpTimestamp);
        return Math.abs(apart) <= SAME_CLOCK_MICROS ? reports : captures;
    }

    private Optional<FrameTime> by(Source source, Source clock, long rtpTimestamp) {
        ClockStamp stamp = clock.stamp;
        if (stamp == null) {
            return Optional.empty();
        }
        long sender = source.line.senderMicros(rtpTimestamp);
        long far = Math.abs(clock.line.beyondMicros(rtpTimestamp));
        long error =
                stamp.uncertaintyMicros()
                        + source.line.errorMicros(rtpTimestamp)
                        + (long) Math.ceil(far * ClockModel.MOST_DRIFT_PPM * PPM);
        FrameTime.Method method =
                source == captures
                        ? FrameTime.Method.ABS_CAPTURE_TIME
                        : FrameTime.Method.SENDER_REPORT;
        return Optional.of(new FrameTime(stamp.toAxis(new DeviceTime(sender)), error, method));
    }

    /// By what frames can be named now, best first.
    public List<FrameTime.Method> methods() {
        List<FrameTime.Method> found = new ArrayList<>();
        if (!captures.line.isEmpty()) {
            found.add(FrameTime.Method.ABS_CAPTURE_TIME);
        }
        if (!reports.line.isEmpty()) {
            found.add(FrameTime.Method.SENDER_REPORT);
        }
        return List.copyOf(found);
    }

    /// How often the sender's clock jumped against its stream, or against ours.
    public long clockSteps() {
        return steps + reports.clock.steps();
    }
}
