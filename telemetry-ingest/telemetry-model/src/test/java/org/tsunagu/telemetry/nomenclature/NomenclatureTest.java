// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.signal.MetricCode;

class NomenclatureTest {
    private final Nomenclature nomenclature = Nomenclature.standard();

    @Test
    void theNumbersOfTheLeadsAreTheStandardsNotTheGateways() {
        assertThat(number("MDC_ECG_ELEC_POTL_I")).isEqualTo(131_329);
        assertThat(number("MDC_ECG_ELEC_POTL_II")).isEqualTo(131_330);
        assertThat(number("MDC_ECG_ELEC_POTL_III")).isEqualTo(131_389);
        assertThat(number("MDC_ECG_ELEC_POTL_V1")).isEqualTo(131_331);
        assertThat(number("MDC_ECG_ELEC_POTL_V6")).isEqualTo(131_336);
        assertThat(number("MDC_ECG_ELEC_POTL_V")).isEqualTo(131_395);
    }

    @Test
    void whatAWardSeesFirstIsThere() {
        assertThat(nomenclature.byNumber(147_842))
                .isEqualTo(new Term(147_842, "MDC_ECG_HEART_RATE", "HR", "/min"));
        assertThat(nomenclature.byNumber(150_456))
                .isEqualTo(new Term(150_456, "MDC_PULS_OXIM_SAT_O2", "SpO2", "%"));
        assertThat(nomenclature.byNumber(150_036))
                .isEqualTo(new Term(150_036, "MDC_PRESS_BLD_ART_ABP", "ABP", "mm[Hg]"));
        assertThat(nomenclature.byNumber(150_452))
                .isEqualTo(new Term(150_452, "MDC_PULS_OXIM_PLETH", "Pleth", "1"));
        assertThat(nomenclature.byNumber(151_780))
                .isEqualTo(new Term(151_780, "MDC_IMPED_TTHOR", "Resp", "Ohm"));
    }

    @Test
    void aCodeIsReadInEverySpellingThatTheApiTakes() {
        assertThat(nomenclature.parse("150456")).isEqualTo(MetricCode.mdc(150_456));
        assertThat(nomenclature.parse("MDC_PULS_OXIM_SAT_O2")).isEqualTo(MetricCode.mdc(150_456));
        assertThat(nomenclature.parse("999999")).isEqualTo(MetricCode.mdc(999_999));
        assertThat(nomenclature.parse("99MNDRY:352")).isEqualTo(MetricCode.local("99MNDRY", "352"));
        for (String none : List.of("", "0", "-1", "99999999999", "4294967296", "MDC_NONE", ":x")) {
            assertThat(nomenclature.parse(none)).as(none).isNull();
        }
    }

    @Test
    void everyNameLeadsBackToItsCode() {
        for (Term term : nomenclature.terms()) {
            MetricCode code = MetricCode.mdc(term.number());
            assertThat(nomenclature.nameOf(code)).isEqualTo(term.referenceId());
            assertThat(nomenclature.parse(nomenclature.nameOf(code))).isEqualTo(code);
            assertThat(nomenclature.parse(code.id())).isEqualTo(code);
        }
        assertThat(nomenclature.nameOf(MetricCode.mdc(999_999))).isEqualTo("999999");
        assertThat(nomenclature.nameOf(MetricCode.local("99MNDRY", "352")))
                .isEqualTo("99MNDRY:352");
    }

    @Test
    void everyNumberIsAMetricAndWasMetTwice() {
        for (List<String> row : Table.rows("terms.tsv")) {
            int number = Integer.parseInt(row.get(0));
            assertThat(number >> 16).as(row.get(1)).isEqualTo(2);
            assertThat(row.get(1)).matches("MDC_[A-Za-z0-9_]+");
            assertThat(row.get(2)).isNotBlank().hasSizeLessThanOrEqualTo(10);
            assertThat(row.get(4)).as(row.get(1)).hasSizeGreaterThanOrEqualTo(2);
        }
        assertThat(nomenclature.terms()).hasSizeGreaterThan(150);
    }

    @Test
    void everyUnitOfTheTableIsKnownAsUcum() {
        for (Term term : nomenclature.terms()) {
            if (!term.unit().equals("[pH]")) {
                assertThat(Units.ucum(term.unit())).as(term.toString()).isEqualTo(term.unit());
            }
        }
    }

    @Test
    void unitsAreReadInEverySpellingMetInTheField() {
        assertThat(Units.ucum("264864")).isEqualTo("/min");
        assertThat(Units.ucum("MDC_DIM_BEAT_PER_MIN")).isEqualTo("/min");
        assertThat(Units.ucum("264928")).isEqualTo("/min");
        assertThat(Units.ucum("266016")).isEqualTo("mm[Hg]");
        assertThat(Units.ucum("mmHg")).isEqualTo("mm[Hg]");
        assertThat(Units.ucum("262688")).isEqualTo("%");
        assertThat(Units.ucum("268192")).isEqualTo("Cel");
        assertThat(Units.ucum("266418")).isEqualTo("mV");
        assertThat(Units.ucum("264608")).isEqualTo("/s");
        assertThat(Units.ucum("{beat}/min")).isEqualTo("/min");
        assertThat(Units.ucum(" 266418 ")).isEqualTo("mV");
        assertThat(Units.ucum("furlong")).isNull();
        assertThat(Units.ucum("")).isNull();
    }

    @Test
    void laboratoriesWriteOneUnitInManyWays() {
        for (String written :
                List.of(
                        "10*3/uL",
                        "10^3/uL",
                        "x10^3/uL",
                        "×10³/μL",
                        "K/uL",
                        ".10*3/ul",
                        "10E3/µL")) {
            assertThat(Units.ucum(written)).as(written).isEqualTo("10*3/uL");
        }
        assertThat(Units.ucum("万/μl")).isEqualTo("10*4/uL");
        assertThat(Units.ucum("×10^2/μl")).isEqualTo("10*2/uL");
        assertThat(Units.ucum("x 10^4/ μL")).isEqualTo("10*4/uL");
        assertThat(Units.ucum("㎎/㎗")).isEqualTo("mg/dL");
        assertThat(Units.ucum("ｍｇ／ｄｌ")).isEqualTo("mg/dL");
        assertThat(Units.ucum("mEq/l")).isEqualTo("meq/L");
        assertThat(Units.ucum("IU/L")).isEqualTo("[iU]/L");
        assertThat(Units.ucum("U/L")).isEqualTo("U/L");
        assertThat(Units.ucum("μmol/L")).isEqualTo("umol/L");
        assertThat(Units.ucum("Torr")).isEqualTo("mm[Hg]");
        assertThat(Units.ucum("％")).isEqualTo("%");
        assertThat(Units.ucum("℃")).isEqualTo("Cel");
        assertThat(Units.ucum("-")).isNull();
        assertThat(Units.ucum("10")).isNull();
    }

    @Test
    void numbersThatDifferByAPowerAreNeverOneUnit() {
        assertThat(Units.ucum("10^6/uL")).isNotEqualTo(Units.ucum("10^3/uL"));
        assertThat(Units.ucum("mg/L")).isNotEqualTo(Units.ucum("mg/dL"));
        assertThat(Units.ucum("ng/L")).isNotEqualTo(Units.ucum("ng/mL"));
    }

    private int number(String referenceId) {
        Term term = nomenclature.byReferenceId(referenceId);
        assertThat(term).as(referenceId).isNotNull();
        return term.number();
    }
}
