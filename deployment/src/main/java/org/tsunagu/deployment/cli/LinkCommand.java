// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.tsunagu.deployment.data.ReadyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Asks a running platform for a new single-use sign-in link.
@Command(
        name = "link",
        description = "Prints a new single-use sign-in link of a running platform.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class LinkCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "ROLE", description = "intensivist, nurse or mentor")
    private DemoRole role;

    @Option(
            names = "--ready-file",
            description = "which platform (default: ${DEFAULT-VALUE} in the project)",
            defaultValue = ".tsunagu/ready.json")
    private Path readyFile;

    @Override
    public Integer call() throws InterruptedException {
        ReadyFile ready = ReadyFile.read(ProjectPaths.resolve(readyFile));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(ready.http() + "/api/v1/links"))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + ready.serviceToken())
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"role\":\"" + role.wireName() + "\"}"))
                        .build();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode body = new ObjectMapper().readTree(answer.body());
            if (answer.statusCode() / 100 != 2) {
                throw new CommandFailed(
                        "the platform refused ("
                                + answer.statusCode()
                                + "): "
                                + body.path("detail").asText(body.path("title").asText("")));
            }
            spec.commandLine().getOut().println(body.path("url").asText());
            return 0;
        } catch (IOException away) {
            throw new CommandFailed(
                    "no answer from "
                            + ready.http()
                            + " ("
                            + away.getMessage()
                            + "). Is it still running? Start it with ./tsunagu up",
                    away);
        }
    }
}
