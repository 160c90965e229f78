// SPDX-License-Identifier: Apache-2.0
/// What a learned model sees of an encounter, streamed: constant work per value and no look-ahead
/// by construction.
@NullMarked
package org.tsunagu.severity.feature;

import org.jspecify.annotations.NullMarked;
