// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One bench's table: printed for people, written as JSON with the machine's description.
public final class BenchReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Machine machine = Machine.here();
    private final Instant startedAt = Instant.now();
    private final List<Map<String, String>> rows = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    public BenchReport(String name) {
        this.name = name;
    }

    /// Adds one row; cells in order of columns.
    public void row(Map<String, String> cells) {
        rows.add(new LinkedHashMap<>(cells));
    }

    /// Adds a sentence that belongs to the figures.
    public void remark(String sentence) {
        remarks.add(sentence);
    }

    /// Prints the table and writes `NAME.json` into `folder`.
    public void publish(PrintWriter out, Path folder) throws IOException {
        out.println();
        out.println("bench " + name + ", " + startedAt);
        out.println(machine);
        tables().forEach(table -> table(table).forEach(out::println));
        remarks.forEach(out::println);
        Files.createDirectories(folder);
        Path file = folder.resolve(name + ".json");
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json()));
        out.println("written to " + file);
        out.flush();
    }

    /// Rows that follow each other and begin with the same column stand in one table.
    private List<List<Map<String, String>>> tables() {
        List<List<Map<String, String>>> tables = new ArrayList<>();
        String before = null;
        for (Map<String, String> row : rows) {
            String first = row.keySet().stream().findFirst().orElse("");
            if (!first.equals(before)) {
                tables.add(new ArrayList<>());
            }
            tables.getLast().add(row);
            before = first;
        }
        return tables;
    }

    private static List<String> table(List<Map<String, String>> rows) {
        List<String> columns =
                rows.stream().flatMap(row -> row.keySet().stream()).distinct().toList();
        List<String> lines = new ArrayList<>();
        lines.add("| " + String.join(" | ", columns) + " |");
        lines.add("|" + " --- |".repeat(columns.size()));
        for (Map<String, String> row : rows) {
            lines.add(
                    "| "
                            + String.join(
                                    " | ",
                                    columns.stream()
                                            .map(column -> row.getOrDefault(column, ""))
                                            .toList())
                            + " |");
        }
        return lines;
    }

    private ObjectNode json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("bench", name);
        root.put("startedAt", startedAt.toString());
        machine.into(root.putObject("machine"));
        ArrayNode list = root.putArray("rows");
        for (Map<String, String> row : rows) {
            ObjectNode node = list.addObject();
            row.forEach(node::put);
        }
        ArrayNode sentences = root.putArray("remarks");
        remarks.forEach(sentences::add);
        return root;
    }
}
