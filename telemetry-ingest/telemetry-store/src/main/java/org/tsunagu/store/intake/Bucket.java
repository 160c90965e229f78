// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

/// Minimum, maximum, sum and count of values: adding and merging in any order gives the same, so a
/// late value costs no more than a timely one. Not thread-safe.
public final class Bucket {
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private long count;

    public void add(double value) {
        merge(value, value, value, 1);
    }

    public void merge(double otherSum, double otherMin, double otherMax, long otherCount) {
        sum += otherSum;
        min = Math.min(min, otherMin);
        max = Math.max(max, otherMax);
        count += otherCount;
    }

    public double sum() {
        return sum;
    }

    public double min() {
        return min;
    }

    public double max() {
        return max;
    }

    public double mean() {
        return sum / count;
    }

    public long count() {
        return count;
    }
}
