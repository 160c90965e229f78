// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.comparison;

/// What a ward would have seen with the risk judged each full hour from the 6th to the 48th: how
/// often a stay turned positive, for whom, and how steadily.
public final class Watch {
    static final int FIRST_HOUR = 6;
    static final int LAST_HOUR = 48;

    private static final double HOURS_PER_DAY = 24;

    private long bedHours;
    private int alarms;
    private int alarmsOfDeaths;
    private int turnsBack;
    private int stays;
    private int staysAlarmed;
    private int deaths;
    private int deathsAlarmed;
    private boolean alarmed;

    void hour(int hour, boolean before, boolean positive, boolean died) {
        bedHours++;
        if (positive && !before) {
            alarms++;
            alarmsOfDeaths += died ? 1 : 0;
            alarmed = true;
        }
        turnsBack += before && !positive ? 1 : 0;
        if (hour == FIRST_HOUR) {
            stays++;
            deaths += died ? 1 : 0;
        }
    }

    void endOfStay(boolean died) {
        staysAlarmed += alarmed ? 1 : 0;
        deathsAlarmed += alarmed && died ? 1 : 0;
        alarmed = false;
    }

    /// Times a stay turned positive, per bed and day.
    public double alarmsPerBedDay() {
        return bedHours == 0 ? 0 : alarms * HOURS_PER_DAY / bedHours;
    }

    /// Share of those alarms whose stay ended in death.
    public double alarmPrecision() {
        return alarms == 0 ? 0 : alarmsOfDeaths / (double) alarms;
    }

    /// Share of deaths that turned positive at least once.
    public double deathsAlarmed() {
        return deaths == 0 ? 0 : deathsAlarmed / (double) deaths;
    }

    /// Alarms per stay that had any: 1 is perfectly steady.
    public double alarmsPerAlarmedStay() {
        return staysAlarmed == 0 ? 0 : alarms / (double) staysAlarmed;
    }

    /// Times a stay turned negative again, per bed and day.
    public double turnsBackPerBedDay() {
        return bedHours == 0 ? 0 : turnsBack * HOURS_PER_DAY / bedHours;
    }

    public int stays() {
        return stays;
    }
}
