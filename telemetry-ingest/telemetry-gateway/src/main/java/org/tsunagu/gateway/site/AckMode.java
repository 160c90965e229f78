// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.site;

/// Which acknowledgements an HL7 sender gets.
public enum AckMode {
    /// As MSH-15 and MSH-16 of each message ask.
    AS_ASKED,
    /// AA, AE, AR always, whatever the message asks.
    ORIGINAL,
    /// CA, CE, CR always, whatever the message asks.
    COMMIT,
    /// Never any.
    NONE
}
