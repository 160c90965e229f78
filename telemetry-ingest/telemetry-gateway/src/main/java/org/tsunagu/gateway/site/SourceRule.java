// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.site;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.ward.FacilityId;

/// What the site file says about HL7 senders at some addresses.
///
/// @param address where they send from
/// @param source their name; null keeps the name made from MSH-3 and MSH-4
/// @param facility for beds and encounters that name none; null for the site's default
/// @param zone of times without an offset; null for the site's default
/// @param answers which acknowledgements they get
public record SourceRule(
        AddressRange address,
        @Nullable SourceId source,
        @Nullable FacilityId facility,
        @Nullable ZoneId zone,
        AckMode answers) {}
