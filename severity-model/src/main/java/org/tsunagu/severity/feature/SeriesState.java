// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.feature;

/// What is kept of one series: a fixed number of fields however many values came. Mean, spread and
/// slope are Welford's running sums (Technometrics 1962;4:419), which do not cancel like sums of
/// squares.
final class SeriesState {
    private static final int NEVER = -1;

    private final HourBuckets buckets = new HourBuckets();
    private int count;
    private int hours;
    private int newestBucket = NEVER;
    private int artefacts;
    private int firstMinute = NEVER;
    private int lastMinute = NEVER;
    private double first;
    private double last;
    private double lowest;
    private double highest;
    private double mean;
    private double squares;
    private double meanHour;
    private double hourSquares;
    private double products;

    void add(int minute, double value) {
        if (count == 0) {
            first = value;
            firstMinute = minute;
            lowest = value;
            highest = value;
        }
        last = value;
        lastMinute = minute;
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
        count++;
        int bucket = HourBuckets.bucketOf(minute);
        if (bucket != newestBucket) {
            newestBucket = bucket;
            hours++;
        }
        double hour = minute / 60.0;
        double beside = value - mean;
        double hourBeside = hour - meanHour;
        mean += beside / count;
        meanHour += hourBeside / count;
        squares += beside * (value - mean);
        hourSquares += hourBeside * (hour - meanHour);
        products += hourBeside * (value - mean);
        buckets.add(minute, value);
    }

    void artefact() {
        artefacts++;
    }

    boolean isDuplicate(int minute, double value) {
        return count > 0 && minute == lastMinute && value == last;
    }

    int count() {
        return count;
    }

    /// Clock hours of the stay in which a value came. Unlike the number of values it does not
    /// depend on how often a device speaks.
    int hours() {
        return hours;
    }

    /// True when the newest value is less than so old: another one would say the same again.
    boolean isWithin(int minutes, int minute) {
        return count > 0 && minute - lastMinute < minutes;
    }

    double last() {
        return count == 0 ? Double.NaN : last;
    }

    double first() {
        return count == 0 ? Double.NaN : first;
    }

    double highest() {
        return count == 0 ? Double.NaN : highest;
    }

    double sum() {
        return mean * count;
    }

    HourBuckets.Window window(int hours, int minute) {
        return buckets.last(hours, minute);
    }

    /// True when the newest value is at most so old.
    boolean isFresh(int minute, int atMostMinutes) {
        return count > 0 && minute - lastMinute <= atMostMinutes;
    }

    /// Writes [FeatureLayout#PER_SERIES] numbers; absent is NaN, as trees understand it.
    void write(double[] out, int at, int minute) {
        int i = at;
        boolean known = count > 0;
        out[i++] = first();
        out[i++] = last();
        out[i++] = known ? lowest : Double.NaN;
        out[i++] = highest();
        out[i++] = known ? mean : Double.NaN;
        out[i++] = count > 1 ? Math.sqrt(Math.max(0, squares) / (count - 1)) : Double.NaN;
        out[i++] = count > 1 && hourSquares > 0 ? products / hourSquares : Double.NaN;
        out[i++] = known ? last - first : Double.NaN;
        out[i++] = hours;
        out[i++] = known ? (minute - lastMinute) / 60.0 : Double.NaN;
        out[i++] = known ? (minute - firstMinute) / 60.0 : Double.NaN;
        HourBuckets.Window six = buckets.last(6, minute);
        out[i++] = six.mean();
        out[i++] = six.low();
        out[i++] = six.high();
        out[i++] = buckets.last(12, minute).mean();
        HourBuckets.Window day = buckets.last(24, minute);
        out[i++] = day.mean();
        out[i++] = day.low();
        out[i++] = day.high();
        out[i++] = artefacts > 0 ? 1 : 0;
        out[i++] = six.hours();
        out[i++] = day.hours();
        out[i++] = day.high() - day.low();
        out[i] = known ? last - day.mean() : Double.NaN;
    }
}
