// SPDX-License-Identifier: Apache-2.0
/// Reads WFDB records (header(5), signal(5) of the WFDB Applications Guide) frame by frame in
/// bounded memory: integer samples as they were stored, gaps where nothing was recorded.
@NullMarked
package org.tsunagu.simulator.wfdb;

import org.jspecify.annotations.NullMarked;
