// SPDX-License-Identifier: Apache-2.0
/// RTCP: reading compound packets without building anything, and writing what a bridge says.
@NullMarked
package org.tsunagu.video.rtcp;

import org.jspecify.annotations.NullMarked;
