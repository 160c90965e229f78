// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.severity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.tsunagu.severity.stay.Variable;

/// Stays of the Challenge's form, seeded: whole ones, static-only ones, ones of a single value,
/// with minutes charted twice, hours out of order, impossible values and rows at 48:00.
final class SyntheticStayFiles {
    private static final int MINUTES = 48 * 60;

    private SyntheticStayFiles() {}

    static void write(Path folder, int stays, long seed) throws IOException {
        var random = new Random(seed);
        for (int i = 0; i < stays; i++) {
            int id = 900_000 + i;
            List<String> rows = new ArrayList<>();
            switch (i % 10) {
                case 0 -> {}
                case 1 -> rows.add(row(random.nextInt(MINUTES), "HR", 80));
                default -> whole(rows, random);
            }
            if (i % 10 == 3) {
                Collections.shuffle(rows, random);
            }
            StringBuilder text = new StringBuilder("Time,Parameter,Value\n");
            text.append("00:00,RecordID,").append(id).append('\n');
            if (i != 0) {
                descriptors(text, random);
            }
            rows.forEach(row -> text.append(row).append('\n'));
            Files.writeString(folder.resolve(id + ".txt"), text);
        }
    }

    private static void descriptors(StringBuilder text, Random random) {
        text.append("00:00,Age,").append(18 + random.nextInt(73)).append('\n');
        text.append("00:00,Gender,").append(random.nextInt(3) - 1).append('\n');
        String height =
                switch (random.nextInt(4)) {
                    case 0 -> "-1";
                    case 1 -> "1.75";
                    default -> Integer.toString(150 + random.nextInt(45));
                };
        text.append("00:00,Height,").append(height).append('\n');
        text.append("00:00,ICUType,").append(1 + random.nextInt(4)).append('\n');
        text.append("00:00,Weight,").append(random.nextInt(3) == 0 ? "-1" : "81.5").append('\n');
    }

    private static void whole(List<String> rows, Random random) {
        for (int minute = 0; minute <= MINUTES; minute += 1 + random.nextInt(70)) {
            for (int i = random.nextInt(6); i > 0; i--) {
                Variable variable = Variable.values()[random.nextInt(Variable.values().length)];
                rows.add(row(minute, variable.challengeName(), value(variable, random)));
                if (random.nextInt(6) == 0) {
                    rows.add(row(minute, variable.challengeName(), value(variable, random)));
                }
            }
        }
        rows.add(row(MINUTES, "HR", 60 + random.nextInt(60)));
        rows.add(row(MINUTES, "Lactate", 2.5));
        rows.add("12:00,,5");
        rows.add("12:00,pH,735");
        rows.add("12:00,Temp,-17.8");
    }

    private static double value(Variable variable, Random random) {
        if (variable == Variable.VENTILATED) {
            return 1;
        }
        if (random.nextInt(15) == 0) {
            return 0;
        }
        double low = variable.limits().lowest();
        double high = Math.min(variable.limits().highest(), low + 200);
        double value = low + random.nextDouble() * (high - low);
        double step = random.nextBoolean() ? 10 : 1_000;
        return Math.rint(value * step) / step;
    }

    private static String row(int minute, String parameter, double value) {
        String number = value == Math.rint(value) ? Long.toString((long) value) : "" + value;
        return String.format(
                Locale.ROOT, "%02d:%02d,%s,%s", minute / 60, minute % 60, parameter, number);
    }
}
