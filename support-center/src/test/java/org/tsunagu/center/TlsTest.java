// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.fake.LiveProbe;
import org.tsunagu.center.fake.RunningCenter;
import org.tsunagu.center.fake.TestCertificate;

/// The same port under TLS, with a certificate made for this test.
class TlsTest {
    @TempDir Path folder;

    private static CenterConfig secured(CenterConfig config, TestCertificate own) {
        return new CenterConfig(
                config.dataDir(),
                config.bind(),
                config.httpPort(),
                null,
                new CenterConfig.TlsFiles(own.certificate(), own.key()),
                config.names(),
                config.rooms(),
                config.policy(),
                config.ringBytes(),
                config.version());
    }

    @Test
    void pagesCookieAndLiveSocketTravelOverTlsAlone() throws Exception {
        TestCertificate own = TestCertificate.make(folder.resolve("tls"));
        try (RunningCenter running =
                        RunningCenter.start(
                                folder.resolve("data"), config -> secured(config, own));
                HttpClient http =
                        HttpClient.newBuilder()
                                .sslContext(own.trusting())
                                .version(HttpClient.Version.HTTP_2)
                                .build()) {
            assertThat(running.center.baseUrl()).startsWith("https://127.0.0.1:");
            URI link = URI.create(running.center.newLink(Role.NURSE));
            assertThat(link.getScheme()).isEqualTo("https");
            HttpResponse<String> signedIn = ask(http, HttpRequest.newBuilder(link));
            assertThat(signedIn.statusCode()).isEqualTo(303);
            assertThat(signedIn.version()).as("offered 2").isEqualTo(HttpClient.Version.HTTP_1_1);
            String cookie = signedIn.headers().firstValue("set-cookie").orElseThrow();
            assertThat(cookie)
                    .contains("; Secure")
                    .contains("HttpOnly")
                    .contains("SameSite=Strict");
            String session = cookie.substring(0, cookie.indexOf(';'));
            HttpResponse<String> beds =
                    ask(
                            http,
                            HttpRequest.newBuilder(running.uri("/api/v1/beds"))
                                    .header("Cookie", session));
            assertThat(beds.statusCode()).isEqualTo(200);
            String base = running.center.baseUrl();
            try (LiveProbe page =
                    LiveProbe.open(http, running.center, "Cookie", session, base).hello()) {
                page.say("{\"type\":\"board\"}");
                page.await(101);
                page.await(100);
            }
            assertThatThrownBy(
                            () ->
                                    LiveProbe.open(
                                            http,
                                            running.center,
                                            "Cookie",
                                            session,
                                            base.replace("https:", "http:")))
                    .as("a page that came over plain HTTP is another site")
                    .hasStackTraceContaining("403");
        }
    }

    @Test
    void plainHttpIsNotSpokenOnATlsPort() throws Exception {
        TestCertificate own = TestCertificate.make(folder.resolve("tls"));
        try (RunningCenter running =
                        RunningCenter.start(
                                folder.resolve("data"), config -> secured(config, own));
                HttpClient http = HttpClient.newHttpClient()) {
            URI plain = URI.create("http://127.0.0.1:" + running.center.port() + "/health/live");
            assertThatThrownBy(() -> ask(http, HttpRequest.newBuilder(plain)))
                    .isInstanceOf(IOException.class);
        }
    }

    private static HttpResponse<String> ask(HttpClient http, HttpRequest.Builder request)
            throws Exception {
        return http.send(
                request.timeout(Duration.ofSeconds(15)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
