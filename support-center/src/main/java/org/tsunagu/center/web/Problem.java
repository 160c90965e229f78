// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A problem document of RFC 9457: what went wrong and what to do, for a program and for a person.
///
/// @param status HTTP status
/// @param kind last part of the type, `urn:tsunagu:problem:kind`; one kind, one meaning
/// @param title the kind in words
/// @param detail this case in words, without patient data
/// @param parameter the query or body member at fault
/// @param allowed what that parameter may be
public record Problem(
        int status,
        String kind,
        String title,
        String detail,
        @Nullable String parameter,
        List<String> allowed) {
    public static final String TYPE_PREFIX = "urn:tsunagu:problem:";

    public Problem {
        allowed = List.copyOf(allowed);
    }

    public static Problem badParameter(String parameter, String detail, List<String> allowed) {
        return new Problem(
                400, "bad-parameter", "A parameter cannot be used", detail, parameter, allowed);
    }

    public static Problem badPath() {
        return new Problem(
                400,
                "bad-path",
                "The path cannot be read",
                "percent-encode UTF-8",
                null,
                List.of());
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "not-found", "There is no such thing", detail, null, List.of());
    }

    public static Problem methodNotAllowed(List<String> methods) {
        return new Problem(
                405,
                "method-not-allowed",
                "This method is not served here",
                "allowed: " + String.join(", ", methods),
                null,
                methods);
    }

    public static Problem signIn(String detail) {
        return new Problem(401, "sign-in", "Sign in first", detail, null, List.of());
    }

    public static Problem denied(String reason) {
        return new Problem(403, "denied", "The door stays closed", reason, null, List.of());
    }

    public static Problem tooLarge(String detail) {
        return new Problem(413, "too-large", "The request is too large", detail, null, List.of());
    }

    public static Problem tooMany(String detail) {
        return new Problem(429, "too-many", "Too many requests", detail, null, List.of());
    }

    public static Problem failed() {
        return new Problem(
                500,
                "failed",
                "This should not happen",
                "the server's log has the details",
                null,
                List.of());
    }

    public static Problem auditUnavailable() {
        return new Problem(
                503,
                "audit-unavailable",
                "Looks cannot be recorded",
                "the audit cannot be written, so nothing is answered; the operator frees space"
                        + " in the data folder or mends it",
                null,
                List.of());
    }

    public static Problem storeUnavailable() {
        return new Problem(
                503,
                "store-unavailable",
                "History is not available",
                "the database is away; live values go on, ask again later",
                null,
                List.of());
    }

    public static Problem busy() {
        return new Problem(
                503,
                "busy",
                "Too many questions at once",
                "ask again in a moment",
                null,
                List.of());
    }
}
