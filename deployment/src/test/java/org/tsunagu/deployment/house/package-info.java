// SPDX-License-Identifier: Apache-2.0
/// Checks on the house itself: arrows between modules, tidiness, documents that stay true.
@NullMarked
package org.tsunagu.deployment.house;

import org.jspecify.annotations.NullMarked;
