// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.site;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One part that must work before the platform counts as ready.
///
/// @param name `journal`, `store`, …
/// @param trouble what is wrong and what to do, null when nothing is; may block
public record HealthCheck(String name, Supplier<@Nullable String> trouble) {}
