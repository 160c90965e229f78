// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.entry;

/// Both ends included.
record Range(double lowest, double highest) {
    boolean contains(double value) {
        return value >= lowest && value <= highest;
    }
}
