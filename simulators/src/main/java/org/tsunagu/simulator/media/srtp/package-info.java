// SPDX-License-Identifier: Apache-2.0
/// SRTP and SRTCP of a media peer (RFC 3711, RFC 7714).
@NullMarked
package org.tsunagu.simulator.media.srtp;

import org.jspecify.annotations.NullMarked;
