// SPDX-License-Identifier: Apache-2.0
/// Senders for benchmarks and fault tests: many beds at a fixed pace, and one process whose log
/// says what was acknowledged.
@NullMarked
package org.tsunagu.simulator.load;

import org.jspecify.annotations.NullMarked;
