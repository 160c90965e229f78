// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.feature;

import java.util.Arrays;

/// The last 24 hours of one series as 24 buckets. Bucket k holds the minutes after (k-1):00 up to
/// and including k:00, so that at h:00 a window of w hours is exactly the w hours before.
final class HourBuckets {
    static final int HOURS = 24;

    private final int[] hour = new int[HOURS];
    private final int[] count = new int[HOURS];
    private final double[] sum = new double[HOURS];
    private final double[] lowest = new double[HOURS];
    private final double[] highest = new double[HOURS];

    HourBuckets() {
        Arrays.fill(hour, -1);
    }

    static int bucketOf(int minute) {
        return (minute + 59) / 60;
    }

    void add(int minute, double value) {
        int bucket = bucketOf(minute);
        int at = bucket % HOURS;
        if (hour[at] != bucket) {
            hour[at] = bucket;
            count[at] = 1;
            sum[at] = value;
            lowest[at] = value;
            highest[at] = value;
            return;
        }
        count[at]++;
        sum[at] += value;
        lowest[at] = Math.min(lowest[at], value);
        highest[at] = Math.max(highest[at], value);
    }

    /// What the last hours held, oldest bucket first: one order of summation, one result.
    Window last(int hours, int minute) {
        int newest = bucketOf(minute);
        int values = 0;
        int filled = 0;
        double total = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int bucket = Math.max(0, newest - hours + 1); bucket <= newest; bucket++) {
            int at = bucket % HOURS;
            if (hour[at] == bucket) {
                values += count[at];
                filled++;
                total += sum[at];
                low = Math.min(low, lowest[at]);
                high = Math.max(high, highest[at]);
            }
        }
        return new Window(values, filled, total, low, high);
    }

    /// @param hours in which there was a value
    /// @param lowest infinite when there is no value, as is highest
    record Window(int count, int hours, double sum, double lowest, double highest) {

        double mean() {
            return count == 0 ? Double.NaN : sum / count;
        }

        double low() {
            return count == 0 ? Double.NaN : lowest;
        }

        double high() {
            return count == 0 ? Double.NaN : highest;
        }
    }
}
