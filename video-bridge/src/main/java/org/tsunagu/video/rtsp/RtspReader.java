// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes the bytes of a connection apart: messages, and the packets between them. Never throws for
/// what a camera sent; after something odd nothing more can be read. One thread, bounded memory.
final class RtspReader {
    /// Start line and headers of one message.
    static final int LARGEST_HEAD = 16 * 1024;

    /// A session description, or whatever else follows a head.
    static final int LARGEST_BODY = 64 * 1024;

    static final int MOST_HEADERS = 128;
    private static final int FIRST_CAPACITY = 16 * 1024;
    private static final int PACKET_HEADER = 4;
    private static final String VERSION = "RTSP/1.";

    private byte[] buffer = new byte[FIRST_CAPACITY];
    private int start;
    private int end;
    private int searched;
    private @Nullable String trouble;

    /// Takes bytes as they came and tells what they complete.
    ///
    /// @return what is wrong, null while it can go on
    @Nullable String take(byte[] bytes, int offset, int length, RtspVisitor visitor) {
        if (trouble == null) {
            append(bytes, offset, length);
            boolean more = true;
            while (more && trouble == null && start < end) {
                more = buffer[start] == '$' ? packet(visitor) : message(visitor);
            }
        }
        return trouble;
    }

    /// Bytes it holds at most now.
    int capacity() {
        return buffer.length;
    }

    private void append(byte[] bytes, int offset, int length) {
        if (end + length > buffer.length) {
            int kept = end - start;
            byte[] into =
                    kept + length <= buffer.length
                            ? buffer
                            : new byte[Math.max(2 * buffer.length, kept + length)];
            System.arraycopy(buffer, start, into, 0, kept);
            buffer = into;
            searched -= start;
            start = 0;
            end = kept;
        }
        System.arraycopy(bytes, offset, buffer, end, length);
        end += length;
    }

    private void consume(int length) {
        start += length;
        searched = start;
        if (start == end) {
            start = 0;
            end = 0;
            searched = 0;
        }
    }

    /// @return whether a whole one was there
    private boolean packet(RtspVisitor visitor) {
        if (end - start < PACKET_HEADER) {
            return false;
        }
        int length = (buffer[start + 2] & 0xFF) << 8 | (buffer[start + 3] & 0xFF);
        if (end - start < PACKET_HEADER + length) {
            return false;
        }
        visitor.packet(buffer[start + 1] & 0xFF, buffer, start + PACKET_HEADER, length);
        consume(PACKET_HEADER + length);
        return true;
    }

    /// @return whether a whole one was there
    private boolean message(RtspVisitor visitor) {
        if (buffer[start] == '\r' || buffer[start] == '\n') {
            consume(1); // some cameras end a body with an empty line
            return true;
        }
        int head = headLength();
        if (head > LARGEST_HEAD || (head < 0 && end - start > LARGEST_HEAD)) {
            return odd("a message with more than " + LARGEST_HEAD + " bytes of headers");
        }
        if (head < 0) {
            return !looksLikeText() && odd("something that is no RTSP");
        }
        String[] lines = new String(buffer, start, head, StandardCharsets.UTF_8).split("\r?\n", -1);
        Map<String, List<String>> headers = headers(lines);
        String first = lines[0];
        int status = status(first);
        if (headers == null || (status < 0 && !first.contains(" " + VERSION))) {
            return odd("something that is no RTSP");
        }
        int body = bodyLength(headers);
        if (body < 0) {
            return odd("a message longer than " + LARGEST_BODY + " bytes");
        }
        if (end - start < head + body) {
            return false;
        }
        String method = status < 0 ? first.substring(0, first.indexOf(' ')) : "";
        String text = new String(buffer, start + head, body, StandardCharsets.UTF_8);
        consume(head + body);
        visitor.message(new RtspMessage(Math.max(0, status), method, headers, text));
        return true;
    }

    private boolean odd(String what) {
        trouble = what;
        buffer = new byte[0];
        start = 0;
        end = 0;
        return false;
    }

    /// Up to and with the empty line; -1 while it is not there.
    private int headLength() {
        for (int i = Math.max(start, searched - 2); i < end; i++) {
            if (buffer[i] == '\n') {
                if (i + 1 < end && buffer[i + 1] == '\n') {
                    return i + 2 - start;
                }
                if (i + 2 < end && buffer[i + 1] == '\r' && buffer[i + 2] == '\n') {
                    return i + 3 - start;
                }
            }
        }
        searched = end;
        return -1;
    }

    /// Whether what came so far may begin a message.
    private boolean looksLikeText() {
        int last = Math.min(end, start + VERSION.length());
        for (int i = start; i < last; i++) {
            if (buffer[i] < ' ' || buffer[i] == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /// The three digits of a status line; -1 where it is none.
    private static int status(String line) {
        if (!line.startsWith(VERSION) || line.length() < VERSION.length() + 5) {
            return -1;
        }
        int at = VERSION.length() + 2;
        int status = 0;
        for (int i = at; i < at + 3; i++) {
            if (line.charAt(i) < '0' || line.charAt(i) > '9') {
                return -1;
            }
            status = 10 * status + line.charAt(i) - '0';
        }
        return status < 100 ? -1 : status;
    }

    private static @Nullable Map<String, List<String>> headers(String[] lines) {
        Map<String, List<String>> headers = new HashMap<>();
        if (lines.length > MOST_HEADERS) {
            return null;
        }
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(
                                line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                                _ -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static int bodyLength(Map<String, List<String>> headers) {
        List<String> said = headers.get("content-length");
        if (said == null) {
            return 0;
        }
        String text = said.getFirst();
        if (text.isEmpty()
                || text.length() > 6
                || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int length = Integer.parseInt(text);
        return length > LARGEST_BODY ? -1 : length;
    }
}
