// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.platform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.deployment.site.SiteFile;
import org.tsunagu.gateway.site.AckMode;
import org.tsunagu.gateway.site.AddressRange;
import org.tsunagu.gateway.site.SiteRules;
import org.tsunagu.gateway.site.SourceRule;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.FacilityId;

/// What the site file means to the gateway.
final class SiteWiring {
    private SiteWiring() {}

    static SiteRules rules(SiteFile site) {
        List<SourceRule> sources = new ArrayList<>();
        for (SiteFile.Source source : site.sources()) {
            sources.add(
                    new SourceRule(
                            AddressRange.parse(source.address()),
                            null,
                            facility(source.facility()),
                            source.timeZone(),
                            acknowledge(source.acknowledge())));
        }
        Map<String, BedId> beds = new HashMap<>();
        for (SiteFile.Bed bed : site.beds()) {
            beds.put(
                    String.join(
                            "^",
                            text(bed.unit()),
                            text(bed.room()),
                            bed.bed(),
                            text(bed.facility())),
                    new BedId(bed.id()));
        }
        return new SiteRules(
                site.timeZone(),
                facility(site.defaultFacility()),
                sources,
                beds,
                Set.copyOf(site.results()));
    }

    private static AckMode acknowledge(@Nullable String word) {
        return switch (word) {
            case null -> AckMode.AS_ASKED;
            case "message" -> AckMode.ORIGINAL;
            case "enhanced" -> AckMode.COMMIT;
            case "none" -> AckMode.NONE;
            default -> throw new IllegalArgumentException("acknowledge " + word);
        };
    }

    private static @Nullable FacilityId facility(@Nullable String id) {
        return id == null ? null : new FacilityId(id);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
