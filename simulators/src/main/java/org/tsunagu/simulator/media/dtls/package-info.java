// SPDX-License-Identifier: Apache-2.0
/// DTLS-SRTP handshakes of a media peer, as client and as server (RFC 5764).
@NullMarked
package org.tsunagu.simulator.media.dtls;

import org.jspecify.annotations.NullMarked;
