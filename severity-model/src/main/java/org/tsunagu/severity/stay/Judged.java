// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

/// What a raw number turned out to be.
public sealed interface Judged {

    /// A value a living patient may have, in the variable's unit.
    record Value(double value) implements Judged {}

    /// A number no living patient has: known to have been sent, never used as a value.
    record Artefact(double raw) implements Judged {}
}
