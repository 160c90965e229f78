// SPDX-License-Identifier: Apache-2.0
/// A camera that speaks RTSP, and what real ones do wrong.
@NullMarked
package org.tsunagu.simulator.media.rtsp;

import org.jspecify.annotations.NullMarked;
