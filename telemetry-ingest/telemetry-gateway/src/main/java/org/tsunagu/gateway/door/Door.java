// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.door;

import org.jspecify.annotations.Nullable;

/// Who may send on the device port. Asked on the event loop: must answer at once, from memory.
@FunctionalInterface
public interface Door {
    /// What the bearer of a device token may send; null when the token is missing or wrong (401).
    ///
    /// @param bearerToken what stands after `Bearer` in the Authorization header, or null
    /// @param remoteAddress numeric address of the device
    @Nullable SourceGrant grant(@Nullable String bearerToken, String remoteAddress);
}
