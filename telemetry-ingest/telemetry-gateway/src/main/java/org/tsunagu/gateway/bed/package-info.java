// SPDX-License-Identifier: Apache-2.0
/// Names of beds: one id for one place, the same after a restart.
@NullMarked
package org.tsunagu.gateway.bed;

import org.jspecify.annotations.NullMarked;
