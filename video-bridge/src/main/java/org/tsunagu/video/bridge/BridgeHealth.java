// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.bridge;

import org.jspecify.annotations.Nullable;

/// How a bridge does.
///
/// @param trouble why new endpoints are not taken, in words for an operator; null: they are
/// @param endpoints connected or connecting
/// @param stress 0 idle, 1 all it can bear
public record BridgeHealth(@Nullable String trouble, int endpoints, double stress) {}
