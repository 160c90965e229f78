// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tsunagu.simulator.wfdb.WfdbSignal;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.signal.MetricCode;

/// What a signal of a record is sent as.
///
/// @param numeric whether it is slow enough to be numerics rather than a waveform
record Channel(String name, MetricCode code, boolean numeric) {
    /// A signal of at most this rate is numerics: one value a second, a minute.
    private static final double FASTEST_NUMERIC_HERTZ = 1;

    /// The cuff measures now and then; between two measurements there is nothing to report.
    private static final Set<Integer> EPISODIC = Set.of(150_021, 150_022, 150_023);

    /// Names that occur twice, and codes that two names share, stay apart by a local code.
    static List<Channel> of(List<WfdbSignal> signals, SampleRate frameRate) {
        List<Channel> channels = new ArrayList<>();
        Set<MetricCode> taken = new HashSet<>();
        List<String> names = names(signals);
        for (int i = 0; i < signals.size(); i++) {
            WfdbSignal signal = signals.get(i);
            boolean numeric =
                    frameRate.toHertz() * signal.samplesPerFrame() <= FASTEST_NUMERIC_HERTZ;
            SignalTable table = SignalTable.standard();
            MetricCode code =
                    numeric
                            ? table.numeric(signal.description())
                            : table.waveform(signal.description());
            if (!taken.add(code)) {
                code = SignalTable.local(names.get(i));
                taken.add(code);
            }
            channels.add(new Channel(names.get(i), code, numeric));
        }
        return channels;
    }

    /// The signals' names, made distinct: the second `ECG` is `ECG#2`.
    static List<String> names(List<WfdbSignal> signals) {
        Map<String, Integer> seen = new HashMap<>();
        return signals.stream()
                .map(WfdbSignal::description)
                .map(
                        name -> {
                            int count = seen.merge(name, 1, Integer::sum);
                            return count == 1 ? name : name + "#" + count;
                        })
                .toList();
    }

    boolean isEpisodic() {
        return EPISODIC.contains(code.mdc());
    }
}
