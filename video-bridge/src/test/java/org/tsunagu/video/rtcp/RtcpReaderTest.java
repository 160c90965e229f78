// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Packets written out by hand after the figures of the standards.
class RtcpReaderTest {
    private static final String REPORT_BLOCK =
            "cafe0001 40fffffe 00010003 00000010 aabbccdd 00008000";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            80c80006 cafe0001 e0000001 80000000 ffffffff 00000003 00000400 | sr cafe0001 e000000180000000 4294967295 3 1024
            80c90001 cafe0002                                     | ''
            81cd0003 00000001 cafe0001 ffff 8001                  | nack 1 cafe0001 65535;nack 1 cafe0001 0;nack 1 cafe0001 15
            81ce0002 00000001 cafe0001                            | pli 1 cafe0001
            84ce0004 00000001 00000000 cafe0001 07000000          | fir 1 cafe0001 7
            8fce0006 00000001 00000000 52454d42 0207d090 cafe0001 cafe0002 | remb 1 500000 cafe0001;remb 1 500000 cafe0002
            8fce0005 00000001 00000000 52454d42 01fffe00 cafe0001 | remb 1 9223372036854775807 cafe0001
            8fce0005 00000001 00000000 58585858 01fffe00 cafe0001 | ''
            82cb0002 cafe0001 cafe0002                            | bye cafe0001;bye cafe0002
            80cf0004 00000001 04000002 e0000001 80000000          | rrtr 1 e000000180000000
            80cf0005 00000001 05000003 cafe0001 11223344 00010000 | dlrr 1 cafe0001 11223344 65536
            80cf0004 00000001 2a000000 2a000001 00000000          | ''
            81ca0002 cafe0001 01014100                            | ''
            80cc0002 cafe0001 41424344                            | ''
            80c90001 cafe0002 81ce0002 00000001 cafe0001          | pli 1 cafe0001
            a1ce0003 00000001 cafe0001 00000004                   | pli 1 cafe0001
            """)
    void eachPartIsToldWithItsFigures(String digits, String expected) {
        byte[] b = HexFormat.of().parseHex("ff" + digits.replace(" ", ""));
        assertThat(String.join(";", Heard.of(b, 1, b.length - 1))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            80c9                                   | odd 1
            40c90001 cafe0002                      | odd 1
            80c90009 cafe0002                      | odd 1
            81c90001 cafe0002                      | odd 1
            80c80001 cafe0002                      | odd 1
            81cd0002 00000001 cafe0001             | odd 1
            81ce0001 00000001                      | odd 1
            84ce0002 00000001 00000000             | odd 1
            8fce0004 00000001 00000000 52454d42 0207a120 | odd 1
            82cb0001 cafe0001                      | odd 1
            80cf0001 00000001 | ''
            80cf0002 00000001 04000002             | odd 1
            a1ce0003 00000001 cafe0001 000000ff    | odd 1
            82cb0001 cafe0001 81ce0002 00000001 cafe0001 | pli 1 cafe0001;odd 1
            """)
    void anOddPartIsCountedAndTheNextOneRead(String digits, String expected) {
        byte[] b = HexFormat.of().parseHex(digits.replace(" ", ""));
        assertThat(String.join(";", Heard.of(b, 0, b.length))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"81c90007, 0", "81c8000c, e0000001 80000000 00000005 00000003 00000400"})
    void aReportBlockIsReadFromBothKindsOfReports(String head, String sender) {
        String before = sender.length() > 1 ? sender : "";
        String digits = head + "cafe0009" + before + REPORT_BLOCK;
        byte[] b = HexFormat.of().parseHex(digits.replace(" ", ""));
        assertThat(Heard.of(b, 0, b.length))
                .last()
                .isEqualTo("block cafe0009 cafe0001 64 -2 65539 16 aabbccdd 32768");
    }
}
