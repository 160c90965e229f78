// SPDX-License-Identifier: Apache-2.0
/// Encrypts and decrypts media packets (SRTP and SRTCP, RFC 3711 and RFC 7714).
@NullMarked
package org.tsunagu.video.srtp;

import org.jspecify.annotations.NullMarked;
