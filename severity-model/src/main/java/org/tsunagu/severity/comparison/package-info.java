// SPDX-License-Identifier: Apache-2.0
/// Our risks beside other scores on the same stays: tables, subgroups, curves.
@NullMarked
package org.tsunagu.severity.comparison;

import org.jspecify.annotations.NullMarked;
