// SPDX-License-Identifier: Apache-2.0
/// Tsunagu's device stream: CBOR messages over WebSocket, acknowledged by sequence number.
@NullMarked
package org.tsunagu.gateway.stream;

import org.jspecify.annotations.NullMarked;
