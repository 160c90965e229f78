// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench.video;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tsunagu.deployment.platform.PlatformException;
import org.tsunagu.simulator.media.Signalling;
import org.tsunagu.simulator.media.WhipSignalling;

/// The embedded bridge in a JVM of its own, with the memory and the collector a platform has.
final class EmbeddedProcess implements BridgeUnderTest {
    /// What `./tsunagu up` runs with; less memory, for there is nothing but the bridge.
    static final List<String> FLAGS = List.of("-XX:+UseZGC", "-Xmx512m");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI door;

    private EmbeddedProcess(Process process, int port) {
        this.process = process;
        this.door = URI.create("http://127.0.0.1:" + port);
    }

    static EmbeddedProcess start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BridgeMain.class.getName()));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader said = process.inputReader();
        String port = said.readLine();
        while (port != null && !port.matches("[0-9]+")) {
            port = said.readLine(); // libraries may say something first
        }
        if (port == null) {
            throw new PlatformException("the media bridge's own process did not start");
        }
        return new EmbeddedProcess(process, Integer.parseInt(port));
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public InetAddress clientAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public Signalling publishing() {
        return new WhipSignalling(http, door.resolve("/publish"), "");
    }

    @Override
    public Signalling viewing() {
        return new WhipSignalling(http, door.resolve("/view"), "");
    }

    @Override
    public ProcessCost cost() {
        return ProcessCost.of(process.pid());
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        http.close();
    }
}
