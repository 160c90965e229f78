// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

/// Why no pictures come from a camera. The message says it to a technician, and what to do.
abstract sealed class CameraException extends Exception {
    private static final long serialVersionUID = 1L;

    private CameraException(String message) {
        super(message, null, false, false);
    }

    /// It may be better in a moment.
    static final class Away extends CameraException {
        private static final long serialVersionUID = 1L;

        Away(String message) {
            super(message);
        }
    }

    /// It stays so until somebody changes the camera or the site file.
    static final class Refused extends CameraException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}
