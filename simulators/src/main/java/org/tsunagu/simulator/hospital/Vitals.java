// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.hospital;

/// How a patient is at one moment.
///
/// @param heartRate beats per minute
/// @param respirationRate breaths per minute
/// @param spo2 percent
/// @param systolic mmHg
/// @param diastolic mmHg
/// @param venous central venous pressure, mmHg
/// @param temperature °C
/// @param perfusion perfusion index, percent
record Vitals(
        double heartRate,
        double respirationRate,
        double spo2,
        double systolic,
        double diastolic,
        double venous,
        double temperature,
        double perfusion) {
    double mean() {
        return diastolic + (systolic - diastolic) / 3;
    }
}
