// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Rows in PostgreSQL's binary COPY format (PostgreSQL manual, COPY, "Binary Format").
final class CopyRows implements AutoCloseable {
    private static final byte[] SIGNATURE =
            "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int CHUNK_BYTES = 1 << 16;
    private static final int MOST_BYTES_OF_FIXED_FIELDS = 512;
    private static final short END = -1;

    private final CopyIn copy;
    private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES);

    /// @param columns `table (column, …)`
    CopyRows(Connection connection, String columns) throws SQLException {
        copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY " + columns + " FROM STDIN (FORMAT binary)");
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    CopyRows row(int fields) throws SQLException {
        if (buffer.remaining() < MOST_BYTES_OF_FIXED_FIELDS) {
            send();
        }
        buffer.putShort((short) fields);
        return this;
    }

    CopyRows int8(long value) {
        buffer.putInt(Long.BYTES).putLong(value);
        return this;
    }

    CopyRows int4(int value) {
        buffer.putInt(Integer.BYTES).putInt(value);
        return this;
    }

    CopyRows int2(int value) {
        buffer.putInt(Short.BYTES).putShort((short) value);
        return this;
    }

    CopyRows float8(double value) {
        buffer.putInt(Double.BYTES).putDouble(value);
        return this;
    }

    CopyRows bytes(byte[] value) throws SQLException {
        buffer.putInt(value.length);
        send();
        copy.writeToCopy(value, 0, value.length);
        return this;
    }

    /// Ends the copy.
    ///
    /// @return rows stored
    long end() throws SQLException {
        if (buffer.remaining() < Short.BYTES) {
            send();
        }
        buffer.putShort(END);
        send();
        return copy.endCopy();
    }

    private void send() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
