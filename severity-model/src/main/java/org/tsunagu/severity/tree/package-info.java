// SPDX-License-Identifier: Apache-2.0
/// Boosted trees in plain Java: LightGBM's model text read and evaluated in one fixed order.
@NullMarked
package org.tsunagu.severity.tree;

import org.jspecify.annotations.NullMarked;
