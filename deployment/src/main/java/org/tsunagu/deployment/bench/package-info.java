// SPDX-License-Identifier: Apache-2.0
/// Benchmarks: what is measured, on which machine, in one table and one JSON file.
@NullMarked
package org.tsunagu.deployment.bench;

import org.jspecify.annotations.NullMarked;
