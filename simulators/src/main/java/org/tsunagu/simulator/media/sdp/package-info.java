// SPDX-License-Identifier: Apache-2.0
/// What a media peer says of itself and reads of the other side (RFC 8866, RFC 8829).
@NullMarked
package org.tsunagu.simulator.media.sdp;

import org.jspecify.annotations.NullMarked;
