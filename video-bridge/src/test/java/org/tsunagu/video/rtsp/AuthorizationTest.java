// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AuthorizationTest {
    /// RFC 7616, section 3.9.1.
    private static final String OF_THE_RFC =
            "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=%s,"
                    + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                    + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

    private static final CameraLogin MUFASA = new CameraLogin("Mufasa", "Circle of Life");

    @Test
    void theExamplesOfTheStandardAreAnsweredAsItSays() {
        assertThat(response("MD5")).isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
        assertThat(response("SHA-256"))
                .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    }

    private static String response(String algorithm) {
        Challenge challenge = Challenge.best(List.of(OF_THE_RFC.formatted(algorithm)));
        assertThat(challenge).isInstanceOf(Challenge.Digest.class);
        return Authorization.response(
                (Challenge.Digest) challenge,
                MUFASA,
                "GET",
                "/dir/index.html",
                "00000001",
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");
    }

    @Test
    void theStrongestOfWhatIsOfferedIsTaken() {
        String md5 = "Digest realm=\"r\", nonce=\"1\"";
        String sha = "Digest realm=\"r\", nonce=\"1\", algorithm=\"SHA-256\", stale=\"FALSE\"";
        String unknown = "Digest realm=\"r\", nonce=\"1\", algorithm=SHA-512-256";
        assertThat(Challenge.best(List.of("Basic realm=\"r\"", md5, sha, unknown)))
                .isEqualTo(new Challenge.Digest("r", "1", null, "SHA-256", true, false, false));
        assertThat(Challenge.best(List.of(md5, "Basic realm=\"r\"")))
                .isEqualTo(new Challenge.Digest("r", "1", null, "MD5", false, false, false));
        assertThat(Challenge.best(List.of("Basic realm=\"r\""))).isEqualTo(new Challenge.Basic());
        assertThat(Challenge.best(List.of(unknown, "Negotiate", "Digest"))).isNull();
    }

    @Test
    void anOldCameraGetsTheFiveFieldsItKnowsAndNoMore() {
        Challenge challenge = Challenge.best(List.of("Digest realm=\"r\", nonce=\"1\""));
        String said =
                new Authorization(MUFASA, challenge, new Random(1)).of("DESCRIBE", "rtsp://c/1");
        assertThat(said)
                .matches(
                        "Digest username=\"Mufasa\", realm=\"r\", nonce=\"1\","
                                + " uri=\"rtsp://c/1\", response=\"[0-9a-f]{32}\"");
    }

    @Test
    void aPasswordIsNeverInWords() {
        assertThat(MUFASA.toString()).doesNotContain("Circle");
    }
}
