// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import org.tsunagu.telemetry.record.SourceId;

/// One numbered run of one source: its sequence numbers are unique.
public record SessionKey(SourceId source, long epoch) {}
