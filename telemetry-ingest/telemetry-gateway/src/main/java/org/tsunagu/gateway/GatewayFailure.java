// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

/// The gateway could not start. The message says what the operator should do; no device can send
/// until then.
public final class GatewayFailure extends RuntimeException {
    public GatewayFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
