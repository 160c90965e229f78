// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.nomenclature;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.signal.MetricCode;

/// The terms of ISO/IEEE 11073-10101 that bedside monitors send, from the checked-in table
/// `terms.tsv`, which names where each number was seen. A number outside the table is still a valid
/// code and keeps its number as its name. Immutable.
public final class Nomenclature {
    private static final Nomenclature STANDARD = read();

    private final Map<Integer, Term> byNumber;
    private final Map<String, Term> byReferenceId;

    private Nomenclature(Map<Integer, Term> byNumber, Map<String, Term> byReferenceId) {
        this.byNumber = byNumber;
        this.byReferenceId = byReferenceId;
    }

    public static Nomenclature standard() {
        return STANDARD;
    }

    public @Nullable Term byNumber(int number) {
        return byNumber.get(number);
    }

    public @Nullable Term byReferenceId(String referenceId) {
        return byReferenceId.get(referenceId);
    }

    /// The reference id of a code; the number or the local code itself where the table has none.
    public String nameOf(MetricCode code) {
        Term term = code.local() == null ? byNumber.get(code.mdc()) : null;
        return term == null ? code.id() : term.referenceId();
    }

    /// Reads a code as people and other systems write it: an MDC number (`150456`), a reference id
    /// (`MDC_PULS_OXIM_SAT_O2`) or a local code (`system:code`). Null when it is none of these.
    public @Nullable MetricCode parse(String text) {
        Term term = byReferenceId.get(text);
        if (term != null) {
            return MetricCode.mdc(term.number());
        }
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits && text.indexOf(':') <= 0) {
            return null;
        }
        try {
            MetricCode code = MetricCode.ofId(text);
            return digits == (code.local() == null) ? code : null;
        } catch (IllegalArgumentException outOfRange) {
            return null;
        }
    }

    /// Every term, in the order of the table.
    public Collection<Term> terms() {
        return byNumber.values();
    }

    private static Nomenclature read() {
        Map<Integer, Term> byNumber = new LinkedHashMap<>();
        Map<String, Term> byReferenceId = new LinkedHashMap<>();
        for (List<String> row : Table.rows("terms.tsv")) {
            var term = new Term(Integer.parseInt(row.get(0)), row.get(1), row.get(2), row.get(3));
            if (byNumber.put(term.number(), term) != null
                    || byReferenceId.put(term.referenceId(), term) != null) {
                throw new IllegalStateException("terms.tsv names " + term + " twice");
            }
        }
        return new Nomenclature(
                Collections.unmodifiableMap(byNumber), Collections.unmodifiableMap(byReferenceId));
    }
}
