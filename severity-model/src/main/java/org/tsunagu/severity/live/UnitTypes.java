// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.severity.stay.UnitType;

/// The kind of intensive care unit from the names admissions carry (PV1-3.1, PV1-10). The site file
/// goes first; a name that says nothing is unknown, never a guess.
public final class UnitTypes {
    private record Word(String word, UnitType type) {}

    /// Read from the top: heart surgery before surgery.
    private static final List<Word> WORDS =
            List.of(
                    new Word("CSRU", UnitType.CARDIAC_SURGERY),
                    new Word("CSICU", UnitType.CARDIAC_SURGERY),
                    new Word("CVICU", UnitType.CARDIAC_SURGERY),
                    new Word("CTICU", UnitType.CARDIAC_SURGERY),
                    new Word("心臓血管外科", UnitType.CARDIAC_SURGERY),
                    new Word("心臓外科", UnitType.CARDIAC_SURGERY),
                    new Word("CCU", UnitType.CORONARY),
                    new Word("CICU", UnitType.CORONARY),
                    new Word("循環器", UnitType.CORONARY),
                    new Word("冠疾患", UnitType.CORONARY),
                    new Word("MICU", UnitType.MEDICAL),
                    new Word("内科", UnitType.MEDICAL),
                    new Word("SICU", UnitType.SURGICAL),
                    new Word("TSICU", UnitType.SURGICAL),
                    new Word("外科", UnitType.SURGICAL));

    private final Map<String, UnitType> site;

    /// @param site by the unit's name exactly as admissions write it
    public UnitTypes(Map<String, UnitType> site) {
        this.site = Map.copyOf(site);
    }

    public UnitType of(@Nullable String unit, @Nullable String service) {
        UnitType byUnit = of(unit);
        return byUnit == UnitType.UNKNOWN ? of(service) : byUnit;
    }

    private UnitType of(@Nullable String name) {
        if (name == null) {
            return UnitType.UNKNOWN;
        }
        UnitType own = site.get(name);
        if (own != null) {
            return own;
        }
        String upper = name.toUpperCase(Locale.ROOT);
        for (Word word : WORDS) {
            boolean latin = word.word().charAt(0) < 128;
            if (latin ? isWordIn(upper, word.word()) : upper.contains(word.word())) {
                return word.type();
            }
        }
        return UnitType.UNKNOWN;
    }

    /// Alone or with figures and signs around it: `CCU`, `CCU-2`, never `NICCU`.
    private static boolean isWordIn(String name, String word) {
        int at = name.indexOf(word);
        int end = at + word.length();
        return at >= 0
                && (at == 0 || !Character.isLetter(name.charAt(at - 1)))
                && (end == name.length() || !Character.isLetter(name.charAt(end)));
    }
}
