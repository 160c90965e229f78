// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A response, or a request of the camera's own (RFC 2326, sections 6 and 7).
///
/// @param status of a response; 0: it is a request
/// @param method of a request; empty: it is a response
/// @param headers by name in lower case, each as often as it came
/// @param body empty without
record RtspMessage(int status, String method, Map<String, List<String>> headers, String body) {
    static final int OK = 200;
    static final int UNAUTHORIZED = 401;

    RtspMessage {
        headers = Map.copyOf(headers);
    }

    boolean isResponse() {
        return status != 0;
    }

    /// The first of a name, null without.
    @Nullable String header(String name) {
        return all(name).isEmpty() ? null : all(name).getFirst();
    }

    List<String> all(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }
}
