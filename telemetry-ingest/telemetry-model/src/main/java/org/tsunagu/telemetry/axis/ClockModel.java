// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.axis;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The clock of one source against ours: `axis = device + offset`, within a stated uncertainty.
///
/// Every message says `arrival - sent = offset + way`, and the way takes no less than no time. So
/// each message bounds the offset from above; the fastest ones bound it from below by the longest
/// way they can have taken ([Limits#assumedWayMicros()], or the fastest round trip of the window
/// once one was measured). Between messages both bounds widen by the drift that is not known: ±250
/// ppm ([#MOST_DRIFT_PPM]) at first, less once a line through the lower envelope tells the drift
/// (Moon, Skelly, Towsley: Estimation and removal of clock skew from network delay measurements,
/// INFOCOM 1999). The stamp is the middle of the two bounds, the uncertainty reaches to the
/// farther.
///
/// A refinement moves the offset by at most [#SLEW_PPM] of the time since the last message and the
/// uncertainty covers what is still to go; the offset moves at once only where the bounds exclude
/// the old one.
///
/// A clock set forward is seen with the next message. A clock set back looks like a slow way: until
/// [Limits#detectionMicros()] and [Limits#detectionMessages()] have passed, stamps are wrong by the
/// step; then the uncertainty covers both explanations, and the step is counted and the old past
/// dropped once no way can be that slow (a faster round trip, or more than
/// [Limits#longestWayMicros()]). Steps smaller than [Limits#smallestStepMicros()] are followed, not
/// counted.
///
/// Assumes: sending times are cut, not rounded, to their resolution; a fast message at least in
/// each window; the first [#START_UP_BINS] bins carry twice the assumed way. Pure and
/// single-threaded; memory is bounded by [Limits#bins()].
public final class ClockModel {
    /// How fast a device's clock may run against ours: crystals hold 100 ppm, with a reserve.
    public static final double MOST_DRIFT_PPM = 250;

    /// How fast a refinement moves the published offset.
    public static final double SLEW_PPM = 500;

    static final int START_UP_BINS = 10;

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
                    1,
                    TimeUnit.SECONDS.toMicros(1),
                    180,
                    TimeUnit.SECONDS.toMicros(5),
                    5,
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
        double apparent = difference - base;
        boolean jumped = last != null && isJump(apparent, now, last);
        if (jumped) {
            envelope.clear();
            recent.clear();
        }
        recent.add(now, apparent);
        envelope.add(now, apparent);
        if (isSetBack(now)) {
            jumped = true;
            envelope.clear();
            recent.replayInto(envelope);
        }
        if (jumped) {
            steps++;
        }
        ClockStamp next = publish(now, jumped || last == null);
        lastArrival = jumped ? now : Math.max(lastArrival, now);
        stamp = next;
        return next;
    }

    /// Takes one measured round trip of the same connection, at the time of the last message.
    public void observeRoundTrip(long rttMicros) {
        if (rttMicros >= 0) {
            envelope.addRoundTrip((double) rttMicros);
            recent.addRoundTrip((double) rttMicros);
        }
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
    private boolean isJump(double apparent, long now, ClockStamp last) {
        if (now < lastArrival - limits.smallestStepMicros()) {
            return true;
        }
        envelope.expire(now);
        if (envelope.isEmpty()) {
            recent.clear();
            double reach =
                    last.uncertaintyMicros()
                            + (now - lastArrival) * MOST_DRIFT_PPM * 1e-6
                            + limits.smallestStepMicros();
            return apparent < published - reach
                    || apparent > published + reach + limits.longestWayMicros();
        }
        return envelope.size() >= FEWEST_BINS_FOR_A_STEP
                && apparent < envelope.lowest(now) - limits.smallestStepMicros();
    }

    private boolean isSetBack(long now) {
        double rise = recent.lowest() - envelope.highest(now);
        if (rise <= limits.smallestStepMicros() || !recent.isFull(now)) {
            return false;
        }
        boolean steady = recent.highest() - recent.lowest() <= limits.longestWayMicros();
        double slowest =
                Math.min(
                        (double) limits.longestWayMicros(),
                        recent.fastestRoundTrip()
                                + limits.smallestStepMicros()
                                + envelope.marginMicros());
        return steady && rise > slowest;
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
        double reach = Math.max(Math.max(high - offset, offset - low), 0);
        return new ClockStamp(base + offset, (long) Math.ceil(reach));
    }
}
