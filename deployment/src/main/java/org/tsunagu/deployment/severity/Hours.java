// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.severity;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Hours of a stay that may be asked.
final class Hours {
    private static final int LATEST = 365 * 24;

    private Hours() {}

    /// @throws ParameterException naming the hour that cannot be
    static void check(CommandSpec spec, List<Integer> hours) {
        for (int hour : hours) {
            if (hour < 0 || hour > LATEST) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--at " + hour + " is no hour of a stay; for example 6,12,24,36,48");
            }
        }
    }
}
