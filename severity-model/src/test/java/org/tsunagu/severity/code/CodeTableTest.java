// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tsunagu.severity.published.Item;
import org.tsunagu.severity.stay.Variable;
import org.tsunagu.telemetry.nomenclature.Nomenclature;
import org.tsunagu.telemetry.signal.MetricCode;

class CodeTableTest {
    private static final CodeTable TABLE = CodeTable.standard();

    @ParameterizedTest
    @CsvSource({
        "150037,mm[Hg],SYSTOLIC",
        "150033,mm[Hg],SYSTOLIC",
        "150301,mm[Hg],CUFF_SYSTOLIC",
        "150021,mm[Hg],CUFF_SYSTOLIC",
        "150456,%,SAO2",
        "147842,/min,HEART_RATE",
        "LN:2160-0,mg/dL,CREATININE",
        "LOINC:2160-0,mg/dL,CREATININE",
        "LN:9269-2,{score},GCS",
        "JC10:3C015000002327101,mg/dL,CREATININE",
        "JC10:3C015-0000-023-271-01,mg/dl,CREATININE",
        "JLAC10:3H010000002326101,mEq/L,SODIUM",
        "JC10:2A990000001930952,/uL,WHITE_CELLS",
        "JC10:2A990000001930955,.10*4/uL,PLATELETS",
        "JC10:3H080000002027053,mm(hg),PAO2",
        "JC10:3E010000003127101,mg/dL,LACTATE",
        "JC10:5C093000002305101,ng/mL,TROPONIN_T",
        "JC10:5C094000002305101,ng/mL,TROPONIN_I"
    })
    void aCodeFeedsItsVariable(String code, String unit, Variable variable) {
        assertThat(mapped(code, unit).input()).isEqualTo(new Input.Series(variable));
    }

    @ParameterizedTest
    @CsvSource({
        "JC10:3C015000000127101,mg/dL", // creatinine in urine
        "JC10:3C015000002327126,mg/dL", // an amount for a day
        "JC10:3H080000001927053,mm[Hg]", // pO2 of blood that may be venous
        "JC10:3C015,mg/dL",
        "LN:2161-8,mg/dL", // creatinine in urine
        "99LAB:CRE,mg/dL",
        "nonsense,mg/dL",
        "131330,mV"
    })
    void urineAndStrangersFeedNothing(String code, String unit) {
        assertThat(TABLE.of(MetricCode.ofId(code), unit)).isEqualTo(new Mapping.UnknownCode());
    }

    @ParameterizedTest
    @CsvSource({
        "LN:2345-7,''",
        "LN:2345-7,U/L",
        "LN:2160-0,''",
        "LN:2160-0,1",
        "LN:1975-2,?",
        "LN:777-3,''",
        "LN:19123-9,''",
        "188736,''",
        "LN:8310-5,''"
    })
    void aUnitThatCouldBeEitherIsNotGuessed(String code, String unit) {
        assertThat(TABLE.of(MetricCode.ofId(code), unit))
                .isInstanceOfSatisfying(
                        Mapping.UnknownUnit.class,
                        unknown -> assertThat(unknown.accepted()).isNotEmpty().doesNotContain("-"));
    }

    @ParameterizedTest
    @CsvSource({
        "LN:14749-6,mmol/L,5.5,99.088",
        "LN:14682-9,umol/L,88.402,1",
        "LN:14631-6,umol/L,17.104,1",
        "LN:22664-7,mmol/L,10,28.014",
        "LN:14647-2,mmol/L,5,193.325",
        "LN:2601-3,mmol/L,1,2.4305",
        "JC10:3H025000002327101,mEq/L,2,2.4305",
        "JC10:3E010000003127101,mg/dL,9.008,1",
        "LN:2703-7,kPa,10,75.006",
        "LN:1751-7,g/L,40,4",
        "JC10:2A990000001930952,/uL,8400,8.4",
        "JC10:2A990000001930955,10*4/uL,23.1,231",
        "JC10:2A990000001930952,.10*2/uL,84,8.4",
        "LN:777-3,10*9/L,231,231",
        "LN:67151-1,ng/L,14,0.014",
        "LN:8310-5,[degF],98.6,37",
        "LN:4544-3,L/L,0.45,45",
        "LN:9187-6,L,0.25,250"
    })
    void unitsBecomeTheInputsOwn(String code, String unit, double value, double expected) {
        assertThat(mapped(code, unit).convert(value)).isCloseTo(expected, within(1e-3));
    }

    @Test
    void anOxygenFractionInPerCentIsTheNearestFraction() {
        for (int percent = 21; percent <= 100; percent++) {
            double read = Double.parseDouble(percent == 100 ? "1" : "0." + percent);
            assertThat(mapped("152196", "%").convert(percent)).isEqualTo(read);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aValueInTheVariablesOwnUnitKeepsItsBits(Variable variable) {
        Input input = new Input.Series(variable);
        assertThat(CodeTable.takes(input, variable.unit())).isTrue();
        CodeTable table = CodeTable.with(List.of(new LocalCode("site:" + variable, input, null)));
        var mapped =
                (Mapping.Mapped) table.of(MetricCode.ofId("site:" + variable), variable.unit());
        var random = new Random(variable.ordinal());
        for (int i = 0; i < 100; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            assertThat(Double.doubleToRawLongBits(mapped.convert(value)))
                    .isEqualTo(Double.doubleToRawLongBits(value));
        }
    }

    @Test
    void everyCodeOfAReplayedStayKeepsItsBits() {
        for (String row :
                List.of(
                        "147842 /min",
                        "151562 /min",
                        "150456 %",
                        "150344 Cel",
                        "150037 mm[Hg]",
                        "150038 mm[Hg]",
                        "150039 mm[Hg]",
                        "150021 mm[Hg]",
                        "150022 mm[Hg]",
                        "150023 mm[Hg]",
                        "LN:9269-2 {score}",
                        "LN:9187-6 mL",
                        "LN:3150-0 1",
                        "tsunagu:ventilated {bool}",
                        "LN:29463-7 kg",
                        "LN:1751-7 g/dL",
                        "LN:6768-6 U/L",
                        "LN:1742-6 U/L",
                        "LN:1920-8 U/L",
                        "LN:1975-2 mg/dL",
                        "LN:3094-0 mg/dL",
                        "LN:2093-3 mg/dL",
                        "LN:2160-0 mg/dL",
                        "LN:2345-7 mg/dL",
                        "LN:1963-8 mmol/L",
                        "LN:4544-3 %",
                        "LN:2823-3 mEq/L",
                        "LN:2524-7 mmol/L",
                        "LN:19123-9 mg/dL",
                        "LN:2951-2 mEq/L",
                        "LN:2019-8 mm[Hg]",
                        "LN:2703-7 mm[Hg]",
                        "LN:2744-1 [pH]",
                        "LN:777-3 10*3/uL",
                        "LN:10839-9 ug/L",
                        "LN:6598-7 ug/L",
                        "LN:6690-2 10*3/uL",
                        "JC10:3H080000002026154 mmol/L",
                        "JC10:2A990000001930954 %",
                        "JC10:3E010000001927101 mmol/L",
                        "JC10:5C094000002302301 ug/L")) {
            String[] codeAndUnit = row.split(" ");
            assertThat(mapped(codeAndUnit[0], codeAndUnit[1]).convert(0.1 + 0.2))
                    .as(row)
                    .isEqualTo(0.1 + 0.2);
        }
    }

    @Test
    void aPulseStandsInForTheHeartRate() {
        assertThat(mapped("149530", "/min").standIn()).isTrue();
        assertThat(mapped("147842", "/min").standIn()).isFalse();
    }

    @Test
    void anyFlowOfOxygenIsOxygen() {
        assertThat(mapped("LN:3151-8", "L/min").convert(0.5)).isEqualTo(1);
        assertThat(mapped("LN:3151-8", "L/min").convert(0)).isZero();
        assertThat(mapped("tsunagu:oxygen", "").input())
                .isEqualTo(new Input.Asked(Item.SUPPLEMENTAL_OXYGEN));
    }

    @Test
    void theSiteGoesBeforeTheTableAndMaySayWhatAMissingUnitMeans() {
        CodeTable table =
                CodeTable.with(
                        List.of(
                                new LocalCode(
                                        "99LAB:CRE",
                                        new Input.Series(Variable.CREATININE),
                                        "umol/L"),
                                new LocalCode("LN:2345-7", new Input.Height(), null)));
        var creatinine = (Mapping.Mapped) table.of(MetricCode.ofId("99LAB:CRE"), "");
        assertThat(creatinine.convert(88.402)).isCloseTo(1, within(1e-9));
        assertThat(((Mapping.Mapped) table.of(MetricCode.ofId("99LAB:CRE"), "mg/dL")).convert(1))
                .isEqualTo(1);
        assertThat(((Mapping.Mapped) table.of(MetricCode.ofId("LN:2345-7"), "cm")).input())
                .isEqualTo(new Input.Height());
    }

    @Test
    void everyMdcNumberOfTheTableIsOneOfTheNomenclature() {
        for (List<String> row : Tsv.rows("codes.tsv", 5)) {
            if (row.get(0).equals("MDC")) {
                assertThat(Nomenclature.standard().byNumber(Integer.parseInt(row.get(1))))
                        .as("%s", row)
                        .isNotNull();
            }
        }
    }

    private static Mapping.Mapped mapped(String code, String unit) {
        Mapping mapping = TABLE.of(MetricCode.ofId(code), unit);
        assertThat(mapping).as("%s in %s", code, unit).isInstanceOf(Mapping.Mapped.class);
        return (Mapping.Mapped) mapping;
    }
}
