// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// A certificate is only the peer's when its description names it by a hash nobody can forge.
class FingerprintTest {
    /// SHA-256, SHA-384, SHA-512 of `abc` (FIPS 180-4, examples).
    private static final String ABC_256 =
            "BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD";

    private static final String ABC_384 =
            "CB:00:75:3F:45:A3:5E:8B:B5:A0:3D:69:9A:C6:50:07:27:2C:32:AB:0E:DE:D1:63:1A:8B:60:5A:43:FF:5B:ED:"
                    + "80:86:07:2B:A1:E7:CC:23:58:BA:EC:A1:34:C8:25:A7";

    private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

    @Test
    void theHashOfAnExampleIsTheOneOfTheStandard() {
        assertThat(Fingerprint.of(ABC)).isEqualTo(new Fingerprint("sha-256", ABC_256));
        assertThat(new Fingerprint("sha-384", ABC_384).matches(ABC)).isTrue();
        assertThat(new Fingerprint("sha-256", ABC_256).matches(new byte[] {1})).isFalse();
    }

    @Test
    void aDescriptionsLineIsReadInAnyCase() {
        assertThat(Fingerprint.parse("SHA-256 " + ABC_256.toLowerCase(Locale.ROOT)))
                .contains(Fingerprint.of(ABC));
        assertThat(Fingerprint.parse(Fingerprint.of(ABC).sdpValue())).contains(Fingerprint.of(ABC));
    }

    @Test
    void weakAndBrokenFingerprintsAreNone() {
        for (String line :
                List.of(
                        "sha-1 " + ABC_256.substring(0, 59),
                        "md5 " + ABC_256.substring(0, 47),
                        "sha-256 " + ABC_256.substring(3),
                        "sha-512 " + ABC_256,
                        "sha-256 " + ABC_256 + ":00",
                        "sha-256 " + ABC_256.replace(':', '-'),
                        "sha-256" + ABC_256,
                        "sha-256",
                        "",
                        "sha-256 " + "AB:".repeat(100_000))) {
            assertThat(Fingerprint.parse(line))
                    .as(line.substring(0, Math.min(80, line.length())))
                    .isEmpty();
        }
        assertThatThrownBy(() -> new Fingerprint("sha-1", ABC_256.substring(0, 59)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Fingerprint("sha-256", ABC_256.toLowerCase(Locale.ROOT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyTheStrongestHashOfADescriptionCounts() {
        Fingerprint right = Fingerprint.of(ABC);
        Fingerprint strongRight = new Fingerprint("sha-384", ABC_384);
        Fingerprint strongWrong = new Fingerprint("sha-384", ABC_384.replace("CB:", "CC:"));

        assertThat(Fingerprint.anyMatches(List.of(), ABC)).isFalse();
        assertThat(Fingerprint.anyMatches(List.of(right), ABC)).isTrue();
        assertThat(Fingerprint.anyMatches(List.of(right, strongWrong), ABC)).isFalse();
        assertThat(Fingerprint.anyMatches(List.of(strongWrong, strongRight), ABC)).isTrue();
    }

    @Test
    void everyIdentityIsAnother() {
        SecureRandom random = new SecureRandom();
        assertThat(DtlsIdentity.generate(random).fingerprint())
                .isNotEqualTo(DtlsIdentity.generate(random).fingerprint());
    }
}
