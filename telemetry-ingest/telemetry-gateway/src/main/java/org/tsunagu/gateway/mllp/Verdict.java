// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.mllp;

/// What the gateway says about a message, and the error of table 0357 that explains it.
public sealed interface Verdict {
    /// The journal has it: AA or CA.
    record Accepted() implements Verdict {}

    /// Nothing of it can be kept because of its content: AE or CE.
    record ContentError(int errorCode, String text) implements Verdict {}

    /// A type that is not served, or not to be read at all: AR or CR.
    record Rejected(int errorCode, String text) implements Verdict {}

    /// Table 0357.
    int REQUIRED_FIELD_MISSING = 101;

    int DATA_TYPE_ERROR = 102;
    int UNSUPPORTED_MESSAGE_TYPE = 200;
    int UNSUPPORTED_EVENT = 201;
    int APPLICATION_ERROR = 207;
}
