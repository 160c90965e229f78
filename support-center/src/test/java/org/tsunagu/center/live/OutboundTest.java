// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.ward.BedId;

class OutboundTest {
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
    private static final BedId A = new BedId("a");
    private static final BedId B = new BedId("b");
    private final Outbound outbound = new Outbound();
    private int revision;

    private Buffer summary(BedId bed) {
        return LiveWire.item(
                102,
                out -> {
                    out.writeStringField("bed", bed.value());
                    out.writeNumberField("rev", revision);
                });
    }

    private static Buffer record(long sequence, int bytes) {
        return LiveWire.item(
                1,
                out -> {
                    out.writeNumberField("seq", sequence);
                    out.writeBinaryField("y", new byte[bytes]);
                });
    }

    private List<JsonNode> drain() {
        List<JsonNode> items = new ArrayList<>();
        for (Buffer next = outbound.next(this::summary);
                next != null;
                next = outbound.next(this::summary)) {
            try (JsonParser in = CBOR.getFactory().createParser(next.getBytes())) {
                for (JsonNode item = CBOR.readTree(in); item != null; item = CBOR.readTree(in)) {
                    items.add(item);
                }
            } catch (IOException broken) {
                throw new AssertionError(broken);
            }
        }
        return items;
    }

    private static List<Integer> types(List<JsonNode> items) {
        return items.stream().map(item -> item.get(0).asInt()).toList();
    }

    @Test
    void latestNumericKeepsOnlyTheNewestOfABed() {
        outbound.changed(A, 1, false);
        outbound.changed(B, 1, false);
        outbound.changed(A, 1, true);
        outbound.changed(A, 1, true);
        revision = 9;
        List<JsonNode> items = drain();
        assertThat(types(items)).containsExactly(106, 102, 102);
        assertThat(items.getFirst().at("/2/n").asInt()).isEqualTo(2);
        assertThat(items.getFirst().at("/2/policy").asText()).isEqualTo("latest-numeric");
        assertThat(items.get(1).at("/2/rev").asInt()).isEqualTo(9);
        assertThat(outbound.mergedInAll()).isEqualTo(2);
    }

    @Test
    void mergingWithinABatchOfAClientThatKeepsUpIsCountedAndNotTold() {
        outbound.changed(A, 1, false);
        outbound.changed(A, 1, false);
        assertThat(types(drain())).containsExactly(102);
        assertThat(outbound.mergedInAll()).isEqualTo(1);
    }

    @Test
    void oldestWaveformsGoFirstAndAMarkSaysHowMany() {
        int each = 1 << 20;
        for (int i = 1; i <= 12; i++) {
            outbound.record(i % 2 == 0 ? A : B, record(i, each));
        }
        List<JsonNode> items = drain();
        List<JsonNode> marks = items.stream().filter(item -> item.get(0).asInt() == 106).toList();
        List<Integer> kept =
                items.stream()
                        .filter(item -> item.get(0).asInt() == 1)
                        .map(item -> item.at("/2/seq").asInt())
                        .toList();
        int told = marks.stream().mapToInt(mark -> mark.at("/2/n").asInt()).sum();
        assertThat(marks).extracting(mark -> mark.at("/2/bed").asText()).contains("a", "b");
        assertThat(told + kept.size()).isEqualTo(12);
        assertThat(kept).isSorted().endsWith(12).hasSize(7);
        assertThat(types(items).getFirst()).as("the mark stands before").isEqualTo(106);
        assertThat(outbound.droppedInAll()).isEqualTo(5);
    }

    @Test
    void answersAreNeverDropped() {
        outbound.control(LiveWire.version());
        for (int i = 1; i <= 20; i++) {
            outbound.record(A, record(i, 1 << 20));
        }
        assertThat(types(drain())).contains(107);
    }

    @Test
    void theHeartbeatGoesBehindWhatItSpeaksOf() {
        outbound.heartbeat(LiveWire.item(100, out -> out.writeNumberField("now", 1)));
        outbound.record(A, record(1, 10));
        outbound.changed(B, 1, false);
        outbound.heartbeat(LiveWire.item(100, out -> out.writeNumberField("now", 2)));
        List<JsonNode> items = drain();
        assertThat(types(items)).containsExactly(1, 102, 100);
        assertThat(items.getLast().at("/2/now").asInt()).isEqualTo(2);
    }

    @Test
    void whatWaitsForABedThatWasLeftIsTakenBack() {
        outbound.record(A, record(1, 10));
        outbound.record(B, record(2, 10));
        outbound.forget(A);
        assertThat(types(drain())).containsExactly(1);
        assertThat(outbound.isEmpty()).isTrue();
    }

    @Test
    void messagesAreBoundedAndNothingIsLostBetweenThem() {
        for (int i = 1; i <= 100; i++) {
            outbound.record(A, record(i, 10_000));
        }
        int messages = 0;
        int records = 0;
        for (Buffer next = outbound.next(this::summary);
                next != null;
                next = outbound.next(this::summary)) {
            messages++;
            assertThat(next.length()).isLessThan(Outbound.MESSAGE_BYTES + 11_000);
            records += next.length() / 10_000;
        }
        assertThat(messages).isGreaterThan(5);
        assertThat(records).isEqualTo(100);
    }

    @Test
    void aGapWithoutABeginningHasNoBeginning() {
        outbound.control(LiveWire.resumeGap(A, null, new AxisTime(5)));
        JsonNode gap = drain().getFirst().get(2);
        assertThat(gap.has("from")).isFalse();
        assertThat(gap.get("to").asLong()).isEqualTo(5);
    }
}
