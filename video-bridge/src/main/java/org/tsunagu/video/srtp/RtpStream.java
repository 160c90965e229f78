// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.srtp;

import org.jitsi.srtp.SrtpCryptoContext;

/// One SSRC in one direction: how it is encrypted, and which of its packets were there.
record RtpStream(SrtpCryptoContext context, ReplayWindow window) {}
