// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A small CBOR writer and reader (RFC 8949, RFC 8746), written for tests from the documents alone,
/// so that no test shares a codec with what it tests. Maps, lists, text, integers, doubles, null,
/// and `short[]` / `int[]` as typed arrays 77 / 78.
public final class Cbor {
    private Cbor() {}

    public static byte[] write(Object item) {
        var out = new ByteArrayOutputStream();
        write(item, out);
        return out.toByteArray();
    }

    /// Fields in the order given: name, value, name, value …
    public static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private static void write(Object item, ByteArrayOutputStream out) {
        switch (item) {
            case null -> out.write(0xF6);
            case Integer i -> integer(i, out);
            case Long l -> integer(l, out);
            case Double d -> {
                out.write(0xFB);
                out.writeBytes(ByteBuffer.allocate(8).putDouble(d).array());
            }
            case String s -> {
                byte[] utf8 = s.getBytes(StandardCharsets.UTF_8);
                head(3, utf8.length, out);
                out.writeBytes(utf8);
            }
            case List<?> list -> {
                head(4, list.size(), out);
                list.forEach(one -> write(one, out));
            }
            case Map<?, ?> map -> {
                head(5, map.size(), out);
                map.forEach(
                        (name, value) -> {
                            write(name, out);
                            write(value, out);
                        });
            }
            case short[] samples -> {
                head(6, 77, out);
                head(2, samples.length * 2L, out);
                ByteBuffer bytes =
                        ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asShortBuffer().put(samples);
                out.writeBytes(bytes.array());
            }
            case int[] samples -> {
                head(6, 78, out);
                head(2, samples.length * 4L, out);
                ByteBuffer bytes =
                        ByteBuffer.allocate(samples.length * 4).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asIntBuffer().put(samples);
                out.writeBytes(bytes.array());
            }
            default -> throw new IllegalArgumentException("cannot write " + item.getClass());
        }
    }

    private static void integer(long value, ByteArrayOutputStream out) {
        head(value < 0 ? 1 : 0, value < 0 ? -1 - value : value, out);
    }

    private static void head(int major, long value, ByteArrayOutputStream out) {
        int top = major << 5;
        if (value < 24) {
            out.write(top | (int) value);
        } else if (value < 1 << 8) {
            out.write(top | 24);
            out.write((int) value);
        } else if (value < 1 << 16) {
            out.write(top | 25);
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) value).array());
        } else if (value < 1L << 32) {
            out.write(top | 26);
            out.writeBytes(ByteBuffer.allocate(4).putInt((int) value).array());
        } else {
            out.write(top | 27);
            out.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
        }
    }

    /// Reads integers as Long, text, lists and maps of definite or indefinite length.
    public static Object read(byte[] bytes) {
        return read(ByteBuffer.wrap(bytes));
    }

    private static Object read(ByteBuffer in) {
        int first = in.get() & 0xFF;
        int major = first >> 5;
        int info = first & 31;
        boolean open = info == 31;
        long value = open ? -1 : argument(info, in);
        return switch (major) {
            case 0 -> value;
            case 1 -> -1 - value;
            case 3 -> {
                byte[] utf8 = new byte[(int) value];
                in.get(utf8);
                yield new String(utf8, StandardCharsets.UTF_8);
            }
            case 4 -> {
                List<Object> list = new ArrayList<>();
                while (open ? !atBreak(in) : list.size() < value) {
                    list.add(read(in));
                }
                yield list;
            }
            case 5 -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                while (open ? !atBreak(in) : map.size() < value) {
                    Object name = read(in);
                    map.put(name, read(in));
                }
                yield map;
            }
            default -> throw new IllegalArgumentException("major type " + major);
        };
    }

    private static boolean atBreak(ByteBuffer in) {
        if ((in.get(in.position()) & 0xFF) != 0xFF) {
            return false;
        }
        in.get();
        return true;
    }

    private static long argument(int info, ByteBuffer in) {
        return switch (info) {
            case 24 -> in.get() & 0xFF;
            case 25 -> in.getShort() & 0xFFFF;
            case 26 -> in.getInt() & 0xFFFFFFFFL;
            case 27 -> in.getLong();
            default -> info;
        };
    }
}
