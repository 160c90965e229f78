// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.tsunagu.video.sdp.SessionDescription.Read;

/// Session descriptions of real peers, and what a test says of itself.
final class Fixtures {
    static final String FINGERPRINT =
            "AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99"
                    + ":AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99";

    static final Local LOCAL =
            new Local(
                    "bridge01",
                    "0123456789abcdefghijkl",
                    FINGERPRINT,
                    List.of(
                            new Local.Candidate("192.0.2.10", 10_000),
                            new Local.Candidate("2001:db8::10", 10_000)));

    static final List<String> OFFERS =
            List.of(
                    "chromium-offer-send",
                    "chromium-offer-receive",
                    "firefox-offer-send",
                    "obs-offer",
                    "ffmpeg-offer");

    private Fixtures() {}

    static String text(String name) {
        try (InputStream in = Fixtures.class.getResourceAsStream("/sdp/" + name + ".sdp")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    static SessionDescription parsed(String text) {
        Read read = SessionDescription.read(text);
        assertThat(read).isInstanceOf(Read.Parsed.class);
        return ((Read.Parsed) read).description();
    }

    static Agreement.Agreed agreed(Agreement agreement) {
        assertThat(agreement).isInstanceOf(Agreement.Agreed.class);
        return (Agreement.Agreed) agreement;
    }

    static String refused(Agreement agreement) {
        assertThat(agreement).isInstanceOf(Agreement.Refused.class);
        return ((Agreement.Refused) agreement).reason();
    }
}
