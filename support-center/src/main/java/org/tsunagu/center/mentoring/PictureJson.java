// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.bridge.SourceState;

/// Sources as both the room socket and the API say them.
final class PictureJson {
    private PictureJson() {}

    /// How a time stands: as the room's messages or as the API carry it.
    interface Times {
        void write(String name, AxisTime at, JsonGenerator out) throws IOException;
    }

    static void list(List<Picture> pictures, Times times, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("sources");
        for (Picture picture : pictures) {
            write(picture, times, out);
        }
        out.writeEndArray();
    }

    private static void write(Picture picture, Times times, JsonGenerator out) throws IOException {
        SourceState state = picture.state();
        out.writeStartObject();
        out.writeStringField("source", state.source().name());
        out.writeStringField("label", picture.label());
        out.writeNumberField("publication", state.publication());
        out.writeStringField("phase", state.phase().wireName());
        times.write("since", state.since(), out);
        out.writeArrayFieldStart("kinds");
        for (MediaKind kind : MediaKind.values()) {
            if (state.kinds().contains(kind)) {
                out.writeString(kind.sdpName());
            }
        }
        out.writeEndArray();
        RoomWire.optional(out, "codec", state.videoCodec());
        RoomWire.optional(out, "by", picture.by());
        out.writeBooleanField("trailer", picture.trailer());
        out.writeStringField("naming", picture.naming().wireName());
        out.writeStringField("bridge", picture.bridge());
        out.writeEndObject();
    }
}
