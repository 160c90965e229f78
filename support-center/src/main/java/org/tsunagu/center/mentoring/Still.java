// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import io.vertx.core.buffer.Buffer;

/// The frozen frame as whoever froze it had it on the glass, for pages that do not have that frame
/// themselves. In memory only, and gone with the freeze.
///
/// @param jpeg JFIF or Exif, at most [#LARGEST_BYTES]
record Still(Buffer jpeg) {
    static final String MEDIA_TYPE = "image/jpeg";

    /// A frame of 3840×2160 with much in it, finely coded.
    static final int LARGEST_BYTES = 4 * 1024 * 1024;

    private static final int[] START_OF_IMAGE = {0xFF, 0xD8, 0xFF};

    /// Whether it begins as a JPEG does (ISO/IEC 10918-1, B.2.1).
    static boolean isJpeg(Buffer bytes) {
        if (bytes.length() <= START_OF_IMAGE.length) {
            return false;
        }
        for (int i = 0; i < START_OF_IMAGE.length; i++) {
            if (bytes.getUnsignedByte(i) != START_OF_IMAGE[i]) {
                return false;
            }
        }
        return true;
    }
}
