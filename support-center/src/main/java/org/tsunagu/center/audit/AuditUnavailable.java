// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.audit;

import org.jspecify.annotations.Nullable;

/// The audit cannot be written: free space or mend the data folder. Until then nothing is answered,
/// and the clinician is told so.
public final class AuditUnavailable extends RuntimeException {
    public AuditUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
