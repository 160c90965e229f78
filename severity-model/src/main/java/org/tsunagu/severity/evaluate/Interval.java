// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.evaluate;

/// A figure with the interval it lies in at 95 %.
public record Interval(double value, double low, double high) {}
