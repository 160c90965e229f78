// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.hl7;

/// The delimiters of one message, from MSH-1 and MSH-2. A delimiter the message does not declare is
/// [#NONE] and never matches.
public record Delimiters(
        char field, char component, char repetition, char escape, char subcomponent) {
    /// Stands for a delimiter that is not declared.
    public static final char NONE = '\uFFFF';

    /// `|^~\&`, what nearly everybody uses.
    public static final Delimiters USUAL = new Delimiters('|', '^', '~', '\\', '&');

    /// From the field separator and the encoding characters as MSH-2 has them, of any length.
    static Delimiters of(char field, String encoding) {
        return new Delimiters(
                field, at(encoding, 0), at(encoding, 1), at(encoding, 2), at(encoding, 3));
    }

    private static char at(String encoding, int index) {
        return index < encoding.length() ? encoding.charAt(index) : NONE;
    }
}
