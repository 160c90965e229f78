// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.site;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.FacilityId;

/// The part of the site file that concerns the gateway.
///
/// @param defaultZone zone of HL7 times without an offset, where no rule says otherwise
/// @param defaultFacility facility of beds that name none, or null
/// @param sources rules by address; the first that fits counts
/// @param bedNames ids given by hand, by `unit^room^bed^facility` as PV1-3 has it
/// @param resultCodes codes of the site's own that are results of a laboratory or of a person, not
///     of a device, as `system:code`
public record SiteRules(
        ZoneId defaultZone,
        @Nullable FacilityId defaultFacility,
        List<SourceRule> sources,
        Map<String, BedId> bedNames,
        Set<String> resultCodes) {
    public SiteRules {
        sources = List.copyOf(sources);
        bedNames = Map.copyOf(bedNames);
        resultCodes = Set.copyOf(resultCodes);
    }

    /// No site file: UTC, no facility, nobody named.
    public static SiteRules none() {
        return new SiteRules(ZoneOffset.UTC, null, List.of(), Map.of(), Set.of());
    }

    /// Every facility the site file names.
    public Set<FacilityId> facilities() {
        Set<FacilityId> named = new LinkedHashSet<>();
        if (defaultFacility != null) {
            named.add(defaultFacility);
        }
        for (SourceRule rule : sources) {
            if (rule.facility() != null) {
                named.add(rule.facility());
            }
        }
        for (BedId bed : bedNames.values()) {
            FacilityId facility = bed.facility();
            if (facility != null) {
                named.add(facility);
            }
        }
        return named;
    }

    public @Nullable SourceRule ruleFor(String address) {
        for (SourceRule rule : sources) {
            if (rule.address().contains(address)) {
                return rule;
            }
        }
        return null;
    }

    public ZoneId zoneFor(@Nullable SourceRule rule) {
        return rule == null || rule.zone() == null ? defaultZone : rule.zone();
    }

    public @Nullable FacilityId facilityFor(@Nullable SourceRule rule) {
        return rule == null || rule.facility() == null ? defaultFacility : rule.facility();
    }

    public static AckMode answersFor(@Nullable SourceRule rule) {
        return rule == null ? AckMode.AS_ASKED : rule.answers();
    }
}
