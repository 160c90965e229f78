// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

import java.util.Map;

/// A stay as read, with what was odd in its file and how often.
public record ReadStay(Stay stay, Map<Oddity, Integer> oddities) {

    public ReadStay {
        oddities = Map.copyOf(oddities);
    }
}
