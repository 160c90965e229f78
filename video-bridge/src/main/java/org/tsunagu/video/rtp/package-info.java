// SPDX-License-Identifier: Apache-2.0
/// RTP where it lies: reading and rewriting packets, what is missing, what is kept for
/// retransmission, and when a frame was captured.
@NullMarked
package org.tsunagu.video.rtp;

import org.jspecify.annotations.NullMarked;
