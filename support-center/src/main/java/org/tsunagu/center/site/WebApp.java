// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.site;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.web.Answer;
import org.tsunagu.center.web.BlockingDesk;
import org.tsunagu.center.web.Problem;
import org.tsunagu.center.web.Refusal;
import org.tsunagu.center.web.Request;
import org.tsunagu.center.web.Route;

/// The web app's files from `/web` of the class path. The shell is the same for everybody and holds
/// no data; it asks the API for everything it shows.
public final class WebApp {
    private static final String INDEX = "index.html";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern HASHED = Pattern.compile(".*-[A-Za-z0-9_-]{8,}\\.[a-z0-9]+");
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("mjs", "text/javascript; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"),
                    Map.entry("woff", "font/woff"),
                    Map.entry("wasm", "application/wasm"),
                    Map.entry("txt", "text/plain; charset=utf-8"));

    private final BlockingDesk desk;
    private final Map<String, Asset> assets = new ConcurrentHashMap<>();

    private record Asset(Buffer content, String tag) {}

    public WebApp(BlockingDesk desk) {
        this.desk = desk;
    }

    /// The index, null when the web app is not built into this server. Blocks.
    public static @Nullable Buffer shell() {
        return Resources.read(WebApp.class, "/web/" + INDEX);
    }

    public List<Route> routes() {
        String why = "the static shell, the same for everybody, without data";
        return List.of(
                Route.open("GET", "/", why, request -> file(request, INDEX)),
                Route.open("HEAD", "/", why, request -> file(request, INDEX)),
                Route.open("GET", "/bed/{bed*}", why, request -> file(request, INDEX)),
                Route.open("GET", "/mentor/{room}", why, request -> file(request, INDEX)),
                Route.open("GET", "/or/{room}", why, request -> file(request, INDEX)),
                Route.open(
                        "GET",
                        "/assets/{name*}",
                        why,
                        request -> file(request, "assets/" + request.part("name"))),
                Route.open("GET", "/{name}", why, this::topLevel));
    }

    /// A file beside the index, or a page of the app, which is the index.
    private Future<Answer> topLevel(Request request) {
        String name = request.part("name");
        return file(request, name.contains(".") ? name : INDEX);
    }

    private Future<Answer> file(Request request, String name) {
        Asset known = assets.get(name);
        if (known != null) {
            return Future.succeededFuture(answer(request, name, known));
        }
        return desk.ask(() -> answer(request, name, load(name)));
    }

    private Asset load(String name) {
        for (String part : name.split("/", -1)) {
            if (!NAME.matcher(part).matches()) {
                throw new Refusal(Problem.notFound("no file of this name"));
            }
        }
        // Without a known ending it may be a folder.
        Buffer content =
                TYPES.containsKey(ending(name))
                        ? Resources.read(WebApp.class, "/web/" + name)
                        : null;
        if (content == null) {
            throw new Refusal(
                    Problem.notFound(
                            name.equals(INDEX)
                                    ? "the web app is not built into this server"
                                    : "no file of this name"));
        }
        Asset asset = new Asset(content, tagOf(content));
        assets.put(name, asset);
        return asset;
    }

    private static Answer answer(Request request, String name, Asset asset) {
        String cache = HASHED.matcher(name).matches() ? FOR_EVER : "no-cache";
        @Nullable String held = request.http().getHeader("If-None-Match");
        boolean same = asset.tag().equals(held);
        String type = TYPES.getOrDefault(ending(name), "application/octet-stream");
        Buffer body = same ? Buffer.buffer() : asset.content();
        return new Answer.Whole(
                same ? 304 : 200, type, body, Map.of("Cache-Control", cache, "ETag", asset.tag()));
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String tagOf(Buffer content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes());
            return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
