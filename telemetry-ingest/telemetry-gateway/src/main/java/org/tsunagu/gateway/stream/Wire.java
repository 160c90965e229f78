// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import io.vertx.core.buffer.Buffer;

/// One connection as a session uses it.
interface Wire {
    void send(Buffer message);

    void close(short code, String reason);

    void pause();

    void resume();

    /// Runs something soon on the connection's event loop, together with the same of others.
    void soon(Runnable action);

    String remoteAddress();
}
