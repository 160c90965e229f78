// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.axis;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The clock of one source against ours: `axis = device + offset`, within a stated uncertainty.
///
/// Every message says `arrival - sent = offset + way`, and the way takes no less than no time: each
/// message bounds the offset from above. An answered probe bounds it from below, because its way
/// took no longer than the round trip ([#observeRoundTrip(long)]); a source that is never probed is
/// bounded by the longest way its fastest messages are assumed to take
/// ([Limits#assumedWayMicros()]). Between messages both bounds widen by the drift that is not
/// known: ±250 ppm ([#MOST_DRIFT_PPM]) at first, less once a line under the fastest messages tells
/// the drift (Moon, Skelly, Towsley: Estimation and removal of clock skew from network delay
/// measurements, INFOCOM 1999). The stamp is the middle of the two bounds; the uncertainty reaches
/// to the farther.
///
/// A refinement moves the offset by at most [#SLEW_PPM] of the time since the last message and the
/// uncertainty covers what is still to go; the offset moves at once only where the bounds exclude
/// the old one.
///
/// A clock set forward is seen with the next message, one set back with the next answered probe,
/// a small one either way once [#RECENT_PROBES] probes were answered.
/// Without probes a clock set back looks like a slow way: until [Limits#detectionMicros()] and
/// [Limits#detectionMessages()] have passed, stamps are wrong by the step; then the uncertainty
/// covers both explanations, and once the way would have to be longer than
/// [Limits#longestWayMicros()] the step is counted and the past dropped. Steps smaller than
/// [Limits#smallestStepMicros()] are followed, not counted.
///
/// Assumes: sending times are cut, not rounded, to their resolution; without probes a message in
/// each window that takes no longer than assumed, the first [#START_UP_BINS] bins having twice that
/// long; sending times are those of this sending, not of a first attempt. Pure and single-threaded;
/// memory is bounded by [Limits#bins()].
public final class ClockModel {
    /// How fast a device's clock may run against ours: crystals hold 100 ppm, with a reserve.
    public static final double MOST_DRIFT_PPM = 250;

    /// How fast a refinement moves the published offset.
    public static final double SLEW_PPM = 500;

    static final int START_UP_BINS = 10;

    /// So many answered probes must agree before an older, tighter one is believed.
    static final int RECENT_PROBES = 3;

    private static final int FEWEST_BINS_FOR_A_STEP = 2;

    /// What is assumed of a source.
    ///
    /// @param assumedWayMicros longest one-way time of the fastest messages where no round trip is
    ///     measured
    /// @param resolutionMicros step in which the source writes its sending time, at least 1
    /// @param binMicros one minimum is kept per so much time
    /// @param bins so many of them are kept
    /// @param detectionMicros how long a slow way lasts at least before it may be a step
    /// @param detectionMessages and how many messages it lasts at least
    /// @param smallestStepMicros smaller steps are followed, not counted
    /// @param longestWayMicros no message of a steady stream takes longer
    public record Limits(
            long assumedWayMicros,
            long resolutionMicros,
            long binMicros,
            int bins,
            long detectionMicros,
            int detectionMessages,
            long smallestStepMicros,
            long longestWayMicros) {
        /// A stream of frames, several a second, stamped in microseconds or milliseconds: three
        /// minutes of one-second minima, steps seen after 5 s.
        public static Limits stream() {
            return new Limits(
                    TimeUnit.MILLISECONDS.toMicros(250),
                    TimeUnit.MILLISECONDS.toMicros(1),
                    TimeUnit.SECONDS.toMicros(1),
                    180,
                    TimeUnit.SECONDS.toMicros(5),
                    3,
                    TimeUnit.MILLISECONDS.toMicros(20),
                    TimeUnit.SECONDS.toMicros(2));
        }

        /// HL7 messages, one in seconds or minutes, stamped by MSH-7: half an hour of ten-second
        /// minima, steps seen after a minute and five messages.
        ///
        /// @param resolutionMicros 1 000 000 where MSH-7 has no fraction
        public static Limits hl7(long resolutionMicros) {
            long resolution = Math.max(1, resolutionMicros);
            return new Limits(
                    TimeUnit.MILLISECONDS.toMicros(250),
                    resolution,
                    TimeUnit.SECONDS.toMicros(10),
                    180,
                    TimeUnit.SECONDS.toMicros(60),
                    5,
                    TimeUnit.MILLISECONDS.toMicros(500) + resolution,
                    TimeUnit.SECONDS.toMicros(2) + resolution);
        }
    }

    private final Limits limits;
    private final Envelope envelope;
    private final RecentMinima recent;
    private double published;
    private double apparent;
    private @Nullable ClockStamp stamp;
    private long base;
    private long lastArrival;
    private long steps;

    public ClockModel(Limits limits) {
        this.limits = limits;
        this.envelope = new Envelope(limits);
        this.recent = new RecentMinima(limits);
    }

    /// Takes one message, oldest first, and gives the stamp to use for it.
    public ClockStamp observe(DeviceTime sentAt, ArrivalTime arrivedAt) {
        long now = arrivedAt.micros();
        long difference = now - sentAt.micros();
        ClockStamp last = stamp;
        if (last == null) {
            base = difference;
            lastArrival = now;
        }
        apparent = difference - base;
        boolean restarted = last != null && isContradicted(now, last);
        if (restarted) {
            restart();
        }
        recent.add(now, apparent);
        envelope.addUpper(now, apparent);
        if (isSetBack(now)) {
            steps++;
            restarted = true;
            envelope.clear();
            recent.replayInto(envelope);
        }
        ClockStamp next = publish(now, restarted || last == null);
        lastArrival = restarted ? now : Math.max(lastArrival, now);
        stamp = next;
        return next;
    }

    /// The message observed last was the answer to a probe of ours, and the round trip took so
    /// long: from sending the probe to the arrival of the answer. Only for the answer itself, after
    /// it was observed with its own sending time; the bound does not hold for another message.
    public void observeRoundTrip(long micros) {
        if (stamp == null || micros < 0) {
            return;
        }
        double least = apparent - micros * (1 + MOST_DRIFT_PPM * 1e-6) - limits.resolutionMicros();
        double rise = least - envelope.highest(lastArrival);
        if (rise > 0) {
            if (rise > limits.smallestStepMicros()) {
                steps++;
            }
            restart();
            recent.add(lastArrival, apparent);
            envelope.addUpper(lastArrival, apparent);
        }
        envelope.addLower(lastArrival, least);
        stamp = publish(lastArrival, rise > 0);
    }

    /// The stamp of the last message, null before the first.
    public @Nullable ClockStamp stamp() {
        return stamp;
    }

    /// How fast the device's clock runs against ours (positive: fast), null while it cannot be
    /// told.
    public @Nullable Double driftPpm() {
        EnvelopeLine line = envelope.line();
        return line.isSlopeKnown() ? -line.slopePpm() : null;
    }

    /// How often the clock jumped.
    public long steps() {
        return steps;
    }

    /// A message faster than any can be, our own clock going back, or after a silence longer than
    /// the window one that the last stamp does not explain.
    private boolean isContradicted(long now, ClockStamp last) {
        if (now < lastArrival - limits.smallestStepMicros()) {
            steps++;
            return true;
        }
        envelope.expire(now);
        if (envelope.isEmpty()) {
            double reach =
                    last.uncertaintyMicros()
                            + (now - lastArrival) * MOST_DRIFT_PPM * 1e-6
                            + limits.smallestStepMicros();
            if (apparent < published - reach
                    || apparent > published + reach + limits.longestWayMicros()) {
                steps++;
            }
            return true;
        }
        double fall = envelope.lowest(now) - apparent;
        if (fall > limits.smallestStepMicros() && envelope.size() >= FEWEST_BINS_FOR_A_STEP) {
            steps++;
        }
        return fall > 0;
    }

    /// Without probes: slower for longer than any way can be.
    private boolean isSetBack(long now) {
        double rise = recent.lowest() - envelope.highest(now);
        return rise > limits.longestWayMicros() && recent.isSteady(now);
    }

    private void restart() {
        envelope.clear();
        recent.clear();
    }

    private ClockStamp publish(long now, boolean atOnce) {
        double low = envelope.lowest(now);
        double high = Math.max(envelope.highest(now), recent.lowest());
        double middle = (low + high) / 2;
        double most = Math.max(0, now - lastArrival) * SLEW_PPM * 1e-6;
        if (atOnce || published < low || published > high) {
            published = middle;
        } else {
            published += Math.clamp(middle - published, -most, most);
        }
        long offset = Math.round(published);
        double late = Math.max(0, apparent - low) * MOST_DRIFT_PPM * 1e-6;
        double reach = Math.max(Math.max(high - offset, offset - low), 0) + late;
        return new ClockStamp(base + offset, (long) Math.ceil(reach));
    }
}
