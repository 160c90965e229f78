// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/// Reads the body of a request, up to a bound.
public final class Body {
    /// Largest body taken.
    public static final int LARGEST_BYTES = 8 * 1024;

    private Body() {}

    /// @return fails with [Refusal] when it is larger
    public static Future<Buffer> read(HttpServerRequest http) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        http.handler(
                chunk -> {
                    if (body.length() + chunk.length() <= LARGEST_BYTES) {
                        body.appendBuffer(chunk);
                    } else {
                        whole.tryFail(
                                new Refusal(
                                        Problem.tooLarge("at most " + LARGEST_BYTES + " bytes")));
                    }
                });
        http.endHandler(_ -> whole.tryComplete(body));
        http.exceptionHandler(whole::tryFail);
        http.resume();
        return whole.future();
    }
}
