// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.bench;

import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.signal.Samples;

/// One recorded channel to measure with.
public record Channel(String name, SampleRate rate, Samples samples) {}
