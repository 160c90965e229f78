// SPDX-License-Identifier: Apache-2.0
/// Agrees on media keys with a peer whose certificate its session description names (DTLS-SRTP, RFC
/// 5763 and RFC 5764).
@NullMarked
package org.tsunagu.video.dtls;

import org.jspecify.annotations.NullMarked;
