// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.hospital;

import java.net.URI;

/// Where the simulated hospital sends, and how large it is.
///
/// @param beds 0 to 200, over two facilities
/// @param seed of every patient and every fault
/// @param deviceUrl `ws://host:port` of the device stream
/// @param mllpHost of the HL7 listener
public record HospitalOptions(
        int beds, long seed, URI deviceUrl, String deviceToken, String mllpHost, int mllpPort) {
    private static final int MOST_BEDS = 200;

    public HospitalOptions {
        if (beds < 0 || beds > MOST_BEDS) {
            throw new IllegalArgumentException(
                    "0 to " + MOST_BEDS + " simulated beds, not " + beds);
        }
    }
}
