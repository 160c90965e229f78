// SPDX-License-Identifier: Apache-2.0
/// Session descriptions: read by structure, and what the bridge offers, answers and takes.
@NullMarked
package org.tsunagu.video.sdp;

import org.jspecify.annotations.NullMarked;
