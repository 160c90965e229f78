// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.bench;

/// What goes through the database.
///
/// @param numericsInPerSecond numeric rows with index, roll-ups, newest values and seen ranges
/// @param samplesInPerSecond waveform samples, encoded and stored in the same transactions
/// @param valuesInPerSecond both together over the whole time
/// @param samplesOutPerSecond waveform samples asked for and decoded, one thread
/// @param numericsOutPerSecond numeric rows asked for, one thread
public record DatabaseFigures(
        long numerics,
        long samples,
        double numericsInPerSecond,
        double samplesInPerSecond,
        double valuesInPerSecond,
        double samplesOutPerSecond,
        double numericsOutPerSecond) {}
