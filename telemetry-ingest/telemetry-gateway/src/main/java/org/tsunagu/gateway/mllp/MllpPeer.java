// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.mllp;

import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.site.AckMode;
import org.tsunagu.gateway.site.SiteRules;
import org.tsunagu.gateway.site.SourceRule;
import org.tsunagu.gateway.source.Source;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.ward.FacilityId;

/// The other end of one MLLP connection and what the site file says about it.
public final class MllpPeer {
    /// Sources that are counted as connected over one connection; a gateway for a ward has one.
    private static final int MOST_SOURCES = 64;

    private final String address;
    private final SiteRules site;
    private final @Nullable SourceRule rule;
    private final Set<Source> sources = new LinkedHashSet<>();

    public MllpPeer(String address, SiteRules site) {
        this.address = address;
        this.site = site;
        rule = site.ruleFor(address);
    }

    public String address() {
        return address;
    }

    boolean isNamed() {
        return rule != null;
    }

    /// The name the site file gives, or null.
    public @Nullable SourceId givenName() {
        return rule == null ? null : rule.source();
    }

    public ZoneId zone() {
        return site.zoneFor(rule);
    }

    public @Nullable FacilityId facility() {
        return site.facilityFor(rule);
    }

    /// Codes of the site's own that are results.
    public Set<String> resultCodes() {
        return site.resultCodes();
    }

    AckMode answers() {
        return SiteRules.answersFor(rule);
    }

    /// A source speaks over this connection.
    public void speaks(Source source) {
        if (sources.size() < MOST_SOURCES && sources.add(source)) {
            source.connected(address);
        }
    }

    void ended() {
        sources.forEach(Source::disconnected);
        sources.clear();
    }
}
