// SPDX-License-Identifier: Apache-2.0
/// Connectivity checks: who may send media to an endpoint, and from where (ICE-lite, RFC 8445;
/// STUN, RFC 8489).
@NullMarked
package org.tsunagu.video.stun;

import org.jspecify.annotations.NullMarked;
