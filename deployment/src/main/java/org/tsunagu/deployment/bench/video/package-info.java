// SPDX-License-Identifier: Apache-2.0
/// `bench video`: what media bridges cost and add, with the same clients beside each other.
@NullMarked
package org.tsunagu.deployment.bench.video;

import org.jspecify.annotations.NullMarked;
