// SPDX-License-Identifier: Apache-2.0
/// Cameras that speak RTSP: fetched as their site names them, published at the embedded bridge
/// without transcoding.
@NullMarked
package org.tsunagu.video.rtsp;

import org.jspecify.annotations.NullMarked;
