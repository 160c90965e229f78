// SPDX-License-Identifier: Apache-2.0
/// All parts wired together in one process.
@NullMarked
package org.tsunagu.deployment.platform;

import org.jspecify.annotations.NullMarked;
