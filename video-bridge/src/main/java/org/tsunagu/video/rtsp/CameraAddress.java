// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import java.net.URI;
import java.net.URISyntaxException;

/// Where a camera is asked: an `rtsp://` address without user and password in it.
///
/// @param uri as requests name it
public record CameraAddress(String host, int port, String uri) {
    /// Of RFC 2326, section 3.2.
    public static final int DEFAULT_PORT = 554;

    private static final int LONGEST = 1_024;

    /// Reads an address.
    ///
    /// @throws IllegalArgumentException saying what is wrong with it
    public static CameraAddress parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("is longer than " + LONGEST + " characters");
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException odd) {
            throw new IllegalArgumentException("is no address: " + odd.getReason(), odd);
        }
        if (uri.getUserInfo() != null || text.contains("@")) {
            throw new IllegalArgumentException(
                    "must not carry a user or password: name them as user and passwordFile");
        }
        if (!"rtsp".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "is no rtsp:// address; for example rtsp://192.0.2.20/stream1");
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("must not have a # part");
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("has a port that is none");
        }
        String host = uri.getHost();
        return new CameraAddress(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port,
                uri.toASCIIString());
    }
}
