// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// H.264 units put together again from payloads (RFC 6184), as hexadecimal text; a fragment of
/// which the beginning or the end is missing gives none.
final class Units {
    private final List<String> whole = new ArrayList<>();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private boolean inUnit;

    void payload(String latin) {
        payload(latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    void payload(byte[] p) {
        if ((p[0] & 0x1F) != 28) {
            inUnit = false;
            whole.add(HexFormat.of().formatHex(p));
            return;
        }
        if ((p[1] & 0x80) != 0) {
            open.reset();
            open.write((p[0] & 0xE0) | (p[1] & 0x1F));
            inUnit = true;
        }
        open.write(p, 2, p.length - 2);
        if ((p[1] & 0x40) != 0) {
            if (inUnit) {
                whole.add(HexFormat.of().formatHex(open.toByteArray()));
            }
            inUnit = false;
        }
    }

    void lose() {
        inUnit = false;
    }

    List<String> whole() {
        return whole;
    }
}
