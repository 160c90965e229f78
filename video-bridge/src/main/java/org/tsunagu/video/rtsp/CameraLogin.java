// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

/// As whom a camera is asked.
public record CameraLogin(String user, String password) {
    /// Never the password.
    @Override
    public String toString() {
        return "CameraLogin[" + user + "]";
    }
}
