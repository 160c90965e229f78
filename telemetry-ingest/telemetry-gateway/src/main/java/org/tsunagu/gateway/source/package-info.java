// SPDX-License-Identifier: Apache-2.0
/// Every source with its clock, counts and supervision, and what the journal is told of it.
@NullMarked
package org.tsunagu.gateway.source;

import org.jspecify.annotations.NullMarked;
