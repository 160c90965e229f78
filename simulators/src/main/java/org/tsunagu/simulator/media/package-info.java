// SPDX-License-Identifier: Apache-2.0
/// A publisher and a viewer of live pictures without a browser, for benches and encoders' tests.
@NullMarked
package org.tsunagu.simulator.media;

import org.jspecify.annotations.NullMarked;
