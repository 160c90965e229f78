// SPDX-License-Identifier: Apache-2.0
/// `./tsunagu severity`: train, evaluate, score.
@NullMarked
package org.tsunagu.deployment.severity;

import org.jspecify.annotations.NullMarked;
