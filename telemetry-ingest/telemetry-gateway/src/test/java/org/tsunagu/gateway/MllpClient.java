// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A plain blocking MLLP sender, written from the protocol.
public final class MllpClient implements AutoCloseable {
    private final Socket socket;

    public MllpClient(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
    }

    public static byte[] framed(String message) {
        return ("\u000b" + message + "\u001c\r").getBytes(StandardCharsets.UTF_8);
    }

    public void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    public void send(String message) throws IOException {
        raw(framed(message));
    }

    /// The next answer without its frame, or null when the gateway closed the connection.
    public String answer() throws IOException {
        var bytes = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        int before = -1;
        int b;
        try {
            b = in.read();
        } catch (java.net.SocketException reset) {
            return null;
        }
        while (b >= 0) {
            if (before == 0x1C && b == '\r') {
                byte[] all = bytes.toByteArray();
                return new String(all, 1, all.length - 2, StandardCharsets.UTF_8);
            }
            bytes.write(b);
            before = b;
            b = in.read();
        }
        return null;
    }

    /// MSA-1 of the next answer, or null when the gateway closed the connection.
    public String code() throws IOException {
        String answer = answer();
        if (answer == null) {
            return null;
        }
        int at = answer.indexOf("\rMSA");
        return answer.substring(at + 5, at + 7);
    }

    /// Whether nothing came within so long.
    public boolean silentFor(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return socket.getInputStream().read() == -2;
        } catch (java.net.SocketTimeoutException silent) {
            return true;
        } finally {
            socket.setSoTimeout(20_000);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
