// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.center.fake.RunningCenter;

class WebAppTest {
    @TempDir Path folder;
    private RunningCenter running;

    @BeforeEach
    void start() {
        assumeTrue(
                WebAppTest.class.getResource("/web/index.html") != null,
                "the web app is not built: npm run build in support-center/web");
        running = RunningCenter.start(folder);
    }

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    private HttpResponse<byte[]> get(String path) {
        return running.raw(HttpRequest.newBuilder(running.uri(path)));
    }

    @Test
    void theShellIsServedToEverybodyOnEveryPageOfTheApp() {
        for (String path :
                List.of(
                        "/",
                        "/bed/minato%3AICU-01",
                        "/rooms",
                        "/or/or-1",
                        "/mentor/or-1",
                        "/index.html")) {
            HttpResponse<byte[]> answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type").orElse(""))
                    .startsWith("text/html");
            assertThat(answer.headers().firstValue("cache-control")).contains("no-cache");
            assertThat(RunningCenter.text(answer)).contains("<div id=\"app\">");
        }
    }

    @Test
    void nothingInTheShellNeedsMoreThanThePolicyAllows() {
        String shell = RunningCenter.text(get("/"));
        assertThat(shell).doesNotContain("style=").doesNotContainPattern("<script(?![^>]*src=)");
    }

    @Test
    void hashedFilesAreKeptForEverAndTheShellIsAskedAgain() {
        String shell = RunningCenter.text(get("/"));
        Matcher script = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"").matcher(shell);
        assertThat(script.find()).isTrue();
        HttpResponse<byte[]> answer = get(script.group(1));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("cache-control").orElse("")).contains("immutable");
        assertThat(answer.headers().firstValue("content-type").orElse(""))
                .startsWith("text/javascript");
        String tag = get("/").headers().firstValue("etag").orElseThrow();
        HttpResponse<byte[]> again =
                running.raw(HttpRequest.newBuilder(running.uri("/")).header("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }
}
