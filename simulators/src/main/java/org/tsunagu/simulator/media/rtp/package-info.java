// SPDX-License-Identifier: Apache-2.0
/// RTP and RTCP as a media peer writes and reads them: payload formats, reports, feedback.
@NullMarked
package org.tsunagu.simulator.media.rtp;

import org.jspecify.annotations.NullMarked;
