// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Stays nobody lay in, as files of the Challenge: the sicker a stay is meant to be, the faster the
/// heart, the higher the lactate, the likelier the death.
public final class SyntheticStays {
    private SyntheticStays() {}

    /// Writes `stays/ID.txt` and `Outcomes.txt` into a folder.
    public static void write(Path folder, int count, long seed) throws IOException {
        Random random = new Random(seed);
        Path stays = Files.createDirectories(folder.resolve("stays"));
        List<String> outcomes = new ArrayList<>();
        outcomes.add("RecordID,SAPS-I,SOFA,Length_of_stay,Survival,In-hospital_death");
        for (int i = 0; i < count; i++) {
            int id = 900_001 + i;
            double sick = random.nextGaussian();
            boolean died = random.nextDouble() < 1 / (1 + Math.exp(1.5 - 2 * sick));
            Files.write(stays.resolve(id + ".txt"), rows(id, sick, random));
            int saps = Math.clamp(Math.round(14 + 4 * sick + 3 * random.nextGaussian()), 0, 30);
            outcomes.add(id + "," + saps + ",-1,5,-1," + (died ? 1 : 0));
        }
        Files.write(folder.resolve("Outcomes.txt"), outcomes);
    }

    private static List<String> rows(int id, double sick, Random random) {
        List<String> rows = new ArrayList<>();
        rows.add("Time,Parameter,Value");
        rows.add("00:00,RecordID," + id);
        rows.add("00:00,Age," + (40 + random.nextInt(50)));
        rows.add("00:00,Gender," + random.nextInt(2));
        rows.add("00:00,Height,-1");
        rows.add("00:00,ICUType," + (1 + random.nextInt(4)));
        rows.add("00:00,Weight," + (50 + random.nextInt(50)));
        for (int hour = 0; hour < 48; hour++) {
            int minute = random.nextInt(60);
            double heart = 85 + 12 * sick + 8 * random.nextGaussian();
            rows.add(row(hour, minute, "HR", Math.rint(heart)));
            if (hour % 8 == 3) {
                double lactate = Math.exp(0.5 + 0.5 * sick + 0.2 * random.nextGaussian());
                rows.add(row(hour, minute, "Lactate", Math.rint(lactate * 10) / 10));
            }
            if (hour % 4 == 1) {
                double pressure = 78 - 8 * sick + 6 * random.nextGaussian();
                rows.add(row(hour, minute, "NIMAP", Math.rint(pressure)));
            }
        }
        return rows;
    }

    private static String row(int hour, int minute, String parameter, double value) {
        return String.format(Locale.ROOT, "%02d:%02d,%s,%s", hour, minute, parameter, value);
    }
}
