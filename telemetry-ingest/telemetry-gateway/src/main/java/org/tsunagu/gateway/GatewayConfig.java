// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import java.nio.file.Path;
import org.tsunagu.gateway.mllp.MllpConfig;
import org.tsunagu.gateway.site.SiteRules;
import org.tsunagu.gateway.stream.StreamConfig;

/// Everything the gateway must be told.
///
/// @param mllp the HL7 port
/// @param stream the device port
/// @param site what the site file says about senders, zones and bed names
/// @param dataFolder where `bed-names.tsv` is kept; made when it is not there
public record GatewayConfig(MllpConfig mllp, StreamConfig stream, SiteRules site, Path dataFolder) {
    /// Both ports on loopback with the usual limits and no site file.
    ///
    /// @param mllpPort 0 takes any free one
    /// @param devicePort 0 takes any free one
    public static GatewayConfig loopback(int mllpPort, int devicePort, Path dataFolder) {
        return new GatewayConfig(
                MllpConfig.loopback(mllpPort),
                StreamConfig.loopback(devicePort),
                SiteRules.none(),
                dataFolder);
    }

    public GatewayConfig withSite(SiteRules rules) {
        return new GatewayConfig(mllp, stream, rules, dataFolder);
    }
}
