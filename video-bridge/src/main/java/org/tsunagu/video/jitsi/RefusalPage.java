// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why a bridge refused: its answer is a page of HTML of the server it runs in.
final class RefusalPage {
    private static final int LONGEST_REASON = 300;
    private static final Pattern MESSAGE =
            Pattern.compile("MESSAGE:</th><td>([^<]{1," + LONGEST_REASON + "})");
    private static final Pattern TITLE =
            Pattern.compile("<title>([^<]{1," + LONGEST_REASON + "})</title>");

    private RefusalPage() {}

    /// The reason in one line, or the status where the page says none.
    static String reason(int status, String body) {
        for (Pattern place : new Pattern[] {MESSAGE, TITLE}) {
            Matcher found = place.matcher(body);
            if (found.find()) {
                return plain(found.group(1));
            }
        }
        return "status " + status;
    }

    private static String plain(String text) {
        return text.replace("&apos;", "'")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
    }
}
