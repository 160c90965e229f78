// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.mllp;

import org.jspecify.annotations.Nullable;

/// An acknowledgement.
///
/// @param code MSA-1
/// @param controlId MSA-2
/// @param text MSA-3 and ERR, for a person
public record MllpAnswer(String code, String controlId, String text) {
    /// Whether the receiver keeps the message.
    public boolean accepted() {
        return "AA".equals(code) || "CA".equals(code);
    }

    /// Reads an answer; null when it has no MSA segment.
    static @Nullable MllpAnswer parse(String message) {
        MllpAnswer answer = null;
        StringBuilder errors = new StringBuilder();
        for (String segment : message.split("[\r\n]+")) {
            String[] fields = segment.split("\\|", -1);
            if ("MSA".equals(fields[0]) && fields.length > 2) {
                answer = new MllpAnswer(fields[1], fields[2], fields.length > 3 ? fields[3] : "");
            } else if ("ERR".equals(fields[0])) {
                errors.append(' ').append(segment);
            }
        }
        return answer == null
                ? null
                : new MllpAnswer(answer.code, answer.controlId, (answer.text + errors).strip());
    }
}
