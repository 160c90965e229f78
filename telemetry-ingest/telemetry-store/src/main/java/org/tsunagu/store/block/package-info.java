// SPDX-License-Identifier: Apache-2.0
/// Lossless compression of waveform blocks: pure functions over arrays.
@NullMarked
package org.tsunagu.store.block;

import org.jspecify.annotations.NullMarked;
