// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.hl7;

import java.nio.charset.Charset;
import java.util.List;

/// One message as segments in order; the first is MSH.
///
/// @param charset the character set it was written in, and answers are written in
public record Hl7Message(List<Segment> segments, Charset charset) {
    public Hl7Message {
        segments = List.copyOf(segments);
        if (segments.isEmpty() || !segments.getFirst().name().equals("MSH")) {
            throw new IllegalArgumentException("a message begins with MSH");
        }
    }

    public Segment header() {
        return segments.getFirst();
    }

    public Delimiters delimiters() {
        return header().delimiters();
    }

    /// MSH-9.1, for example `ORU`.
    public String type() {
        return header().text(9, 1);
    }

    /// MSH-9.2, for example `R01`. Where it is empty, as before v2.3: from the structure MSH-9.3
    /// (`ORU_R01`), from EVN-1, or `R01` for an ORU.
    public String trigger() {
        String trigger = header().text(9, 2);
        if (!trigger.isEmpty()) {
            return trigger;
        }
        String structure = header().text(9, 3);
        if (!structure.isEmpty()) {
            return structure.substring(structure.indexOf('_') + 1);
        }
        String event = first("EVN").text(1);
        return event.isEmpty() && type().equals("ORU") ? "R01" : event;
    }

    /// MSH-10.
    public String controlId() {
        return header().text(10);
    }

    /// The first segment of that name, or an empty one.
    public Segment first(String name) {
        for (Segment segment : segments) {
            if (segment.name().equals(name)) {
                return segment;
            }
        }
        return new Segment(name, List.of(), delimiters(), charset);
    }
}
