// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.mllp;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.simulator.device.Measured;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.signal.Reading;

/// One PCD-01 message (IHE PCD TF-2, ORU^R01^ORU_R01): what a monitor reports of one interval.
///
/// @param sender MSH-3, name of the sending monitor
/// @param controlId MSH-10
/// @param sentAt MSH-7, the monitor's clock when it sends
/// @param patient PID-3, if the monitor knows one
/// @param from OBR-7, begin of the interval
/// @param to OBR-8, its end
/// @param numerics what was measured; episodic ones carry their own time in OBX-14
public record Observations(
        String sender,
        String controlId,
        DeviceTime sentAt,
        Place place,
        @Nullable String patient,
        DeviceTime from,
        DeviceTime to,
        List<Measured> numerics) {
    private static final String PROFILE = "IHE_PCD_ORU_R01^IHE PCD^1.3.6.1.4.1.19376.1.6.1.1.1^ISO";
    private static final Set<Integer> EPISODIC = Set.of(150_021, 150_022, 150_023);

    public Observations {
        numerics = List.copyOf(numerics);
    }

    /// The message as HL7 text, asking for an application acknowledgement only.
    public String text() {
        var text = new Hl7Text();
        text.segment(
                "MSH",
                "^~\\&",
                Hl7Text.escaped(sender),
                Hl7Text.escaped(place.facility()),
                "TSUNAGU",
                "",
                Hl7Text.time(sentAt),
                "",
                "ORU^R01^ORU_R01",
                Hl7Text.escaped(controlId),
                "P",
                "2.6",
                "",
                "",
                "NE",
                "AL",
                "",
                "UNICODE UTF-8",
                "",
                "",
                PROFILE);
        if (patient != null) {
            text.segment("PID", "", "", Hl7Text.escaped(patient) + "^^^^PI");
        }
        text.segment("PV1", "", "I", place.pl());
        text.segment(
                "OBR",
                "1",
                "",
                Hl7Text.escaped(controlId),
                "182777000^monitoring of patient^SCT",
                "",
                "",
                Hl7Text.time(from),
                Hl7Text.time(to));
        container(text, 1, "69965^MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS^MDC", "1.0.0.0");
        container(text, 2, "69798^MDC_DEV_ECG_VMD^MDC", "1.1.0.0");
        for (int i = 0; i < numerics.size(); i++) {
            numeric(text, i + 3, i + 1, numerics.get(i));
        }
        return text.toString();
    }

    private static void container(Hl7Text text, int index, String code, String path) {
        text.segment("OBX", "" + index, "", code, path, "", "", "", "", "", "", "X");
    }

    private static void numeric(Hl7Text text, int index, int metric, Measured numeric) {
        boolean episodic = EPISODIC.contains(numeric.code().mdc());
        String value =
                switch (numeric.reading()) {
                    case Reading.Value(double number, int decimals) -> plain(number, decimals);
                    case Reading.Absent absent -> "";
                };
        text.segment(
                "OBX",
                "" + index,
                "NM",
                Terms.code(numeric.code()),
                "1.1.1." + metric,
                value,
                Terms.unit(numeric.unit(), numeric.code()),
                "",
                "",
                "",
                "",
                value.isEmpty() ? "X" : "R",
                "",
                "",
                episodic ? Hl7Text.time(numeric.at()) : "");
    }

    private static String plain(double number, int decimals) {
        return BigDecimal.valueOf(number)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
