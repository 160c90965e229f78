// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

import io.vertx.core.Future;
import java.util.List;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Resource;

/// One thing that can be asked over HTTP, and what the door must say first. There is no other way
/// in: a route without an access cannot be written.
///
/// @param method `GET`, `POST`, `DELETE`
/// @param largestBodyBytes what a `POST` may bring
/// @param template path with variable parts in braces, for example `/api/v1/beds/{bed}`; a last
///     part `{rest*}` takes everything
public record Route(
        String method, String template, Access access, Handler handler, int largestBodyBytes) {
    /// Largest body of most routes.
    public static final int USUAL_BODY_BYTES = 8 * 1024;

    /// Who may.
    public sealed interface Access {
        /// The door is asked, and what it says is recorded before the answer.
        record Asked(Action action, Locator locator) implements Access {}

        /// Open to everybody.
        ///
        /// @param why what makes that right
        record Open(String why) implements Access {}
    }

    /// Finds what a request is about; may ask the store.
    public interface Locator {
        /// @return every resource of which all must be permitted; fails with [Refusal]
        Future<List<Resource>> locate(Request request);
    }

    /// Answers.
    public interface Handler {
        /// @return fails with [Refusal]
        Future<Answer> answer(Request request);
    }

    /// Nothing of one place.
    public static final Locator PLATFORM = _ -> Future.succeededFuture(List.of(Resource.PLATFORM));

    /// Whether a request of this kind has a body that is read, after the door.
    boolean takesBody() {
        return method.equals("POST");
    }

    public static Route asked(
            String method, String template, Action action, Locator locator, Handler handler) {
        return new Route(
                method, template, new Access.Asked(action, locator), handler, USUAL_BODY_BYTES);
    }

    public static Route open(String method, String template, String why, Handler handler) {
        return new Route(method, template, new Access.Open(why), handler, USUAL_BODY_BYTES);
    }

    /// The same with another bound for the body.
    public Route withBodyUpTo(int bytes) {
        return new Route(method, template, access, handler, bytes);
    }
}
