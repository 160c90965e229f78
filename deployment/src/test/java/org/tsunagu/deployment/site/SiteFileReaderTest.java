// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.severity.code.Input;
import org.tsunagu.severity.code.LocalCode;
import org.tsunagu.severity.stay.UnitType;
import org.tsunagu.severity.stay.Variable;
import org.tsunagu.video.rtsp.CameraAddress;

class SiteFileReaderTest {
    @TempDir Path temp;

    private SiteFile read(String yaml) throws IOException {
        Path file = temp.resolve("site.yaml");
        Files.writeString(file, yaml);
        return SiteFileReader.read(file);
    }

    @Test
    void noFileIsAnEmptySite() {
        assertThat(SiteFileReader.read(temp.resolve("none.yaml"))).isEqualTo(SiteFile.empty());
    }

    @Test
    void anEmptyFileIsAnEmptySite() throws IOException {
        assertThat(read("# nothing yet\n")).isEqualTo(SiteFile.empty());
    }

    @Test
    void aWholeSiteIsRead() throws IOException {
        SiteFile site =
                read(
                        """
                        timeZone: Asia/Tokyo
                        defaultFacility: minato
                        facilities:
                          - {id: minato, name: みなと中央病院, phone: 0000-44-1104}
                        sources:
                          - {address: 10.1.2.3, facility: minato, timeZone: Asia/Kathmandu, acknowledge: none}
                        beds:
                          - {id: "minato:ICU-1", facility: minato, unit: ICU, room: "2", bed: ICU-1}
                        results:
                          - {code: "99LAB:10216"}
                        """);
        assertThat(site.results()).containsExactly("99LAB:10216");
        assertThat(site.timeZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(site.defaultFacility()).isEqualTo("minato");
        assertThat(site.facilities())
                .containsExactly(new SiteFile.Facility("minato", "みなと中央病院", "0000-44-1104"));
        assertThat(site.sources())
                .containsExactly(
                        new SiteFile.Source(
                                "10.1.2.3", "minato", ZoneId.of("Asia/Kathmandu"), "none"));
        assertThat(site.beds())
                .containsExactly(new SiteFile.Bed("minato:ICU-1", "minato", "ICU", "2", "ICU-1"));
    }

    @Test
    void operatingRoomsAndWherePicturesAreSentToAreRead() throws IOException {
        SiteFile site =
                read(
                        """
                        rooms:
                          - {id: or-7, title: 第7手術室, bed: "minato:OR-7"}
                          - {id: or-8, bed: "minato:OR-8"}
                        media:
                          addresses: [192.0.2.7, "2001:db8::7"]
                        """);
        assertThat(site.rooms())
                .containsExactly(
                        new SiteFile.MentoringRoom("or-7", "第7手術室", "minato:OR-7", List.of()),
                        new SiteFile.MentoringRoom("or-8", "or-8", "minato:OR-8", List.of()));
        assertThat(site.mediaAddresses()).containsExactly("192.0.2.7", "2001:db8::7");
    }

    @Test
    void aRoomThatCannotStandInAnAddressAndANameInsteadOfAnAddressAreMistakes() {
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        rooms:
                                          - {id: "or 7/2", bed: "minato:OR-7"}
                                        media:
                                          addresses: [bridge.example]
                                        """))
                .isInstanceOf(SiteFileException.class)
                .hasMessageContaining("or 7/2")
                .hasMessageContaining("bridge.example");
    }

    @Test
    void camerasOfARoomAreReadWithTheirPasswordsInFilesBesideTheSiteFile() throws IOException {
        Path password = temp.resolve("ceiling.password");
        Files.writeString(password, "s3cret");
        SiteFile site =
                read(
                        """
                        rooms:
                          - id: or-7
                            bed: "minato:OR-7"
                            cameras:
                              - {source: ceiling, label: 天井, url: "rtsp://192.0.2.20/s1", user: viewer, passwordFile: ceiling.password}
                              - {source: wall, url: "rtsp://192.0.2.21:8554/s1"}
                        """);
        assertThat(site.rooms().getFirst().cameras())
                .containsExactly(
                        new SiteFile.Camera(
                                "ceiling",
                                "天井",
                                CameraAddress.parse("rtsp://192.0.2.20/s1"),
                                "viewer",
                                password),
                        new SiteFile.Camera(
                                "wall",
                                "wall",
                                CameraAddress.parse("rtsp://192.0.2.21:8554/s1"),
                                null,
                                null));
    }

    @Test
    void mistakesOfCamerasAreNamedAndASecretInAnAddressIsNotSaidAgain() {
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        rooms:
                                          - id: or-7
                                            bed: "minato:OR-7"
                                            cameras:
                                              - {source: "c 1", url: "rtsp://me:hidden@192.0.2.20/s1"}
                                              - {source: wall, url: "http://192.0.2.21/", user: viewer}
                                              - {source: wall, url: "rtsp://a/", user: v, passwordFile: nowhere}
                                              - {source: voice-3, ip: 192.0.2.1}
                                        """))
                .isInstanceOf(SiteFileException.class)
                .hasMessageContaining("cameras[0].source: 'c 1'")
                .hasMessageContaining("cameras[0].url: must not carry a user")
                .hasMessageNotContaining("hidden")
                .hasMessageContaining("cameras[1].url: is no rtsp:// address")
                .hasMessageContaining("cameras[1].user: user and passwordFile come together")
                .hasMessageContaining("nowhere cannot be read")
                .hasMessageContaining("each needs a source of its own")
                .hasMessageContaining("cameras[3].source: 'voice-3'")
                .hasMessageContaining("cameras[3].ip")
                .hasMessageContaining("cameras[3].url: is missing");
    }

    @Test
    void codesAndUnitsForTheScoresAreRead() throws IOException {
        SiteFile.Severity severity =
                read("""
                     severity:
                       codes:
                         - {code: "99LAB:CRE", input: creatinine, unit: umol/L}
                         - {code: MDC_PULS_RATE, input: heart_rate}
                       units:
                         - {unit: 3W, type: surgical}
                     """)
                        .severity();
        assertThat(severity.codes())
                .containsExactly(
                        new LocalCode("99LAB:CRE", new Input.Series(Variable.CREATININE), "umol/L"),
                        new LocalCode("149514", new Input.Series(Variable.HEART_RATE), null));
        assertThat(severity.units()).containsExactly(Map.entry("3W", UnitType.SURGICAL));
    }

    @Test
    void mistakesOfTheScoresAreNamedToo() {
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        results:
                                          - {code: CRE}
                                        severity:
                                          colour: red
                                          codes:
                                            - {code: CRE, input: creatinin}
                                            - {code: "99LAB:K", input: potassium, unit: mg/dL}
                                          units:
                                            - {unit: 3W, type: intensive}
                                        """))
                .hasMessageContaining("results[0].code: 'CRE' is no system:code")
                .hasMessageContaining("severity.colour")
                .hasMessageContaining("severity.codes[0].code")
                .hasMessageContaining("severity.codes[0].input")
                .hasMessageContaining("potassium does not come in 'mg/dL'")
                .hasMessageContaining("severity.units[0].type");
    }

    @Test
    void everyMistakeIsNamedAtOnce() {
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        timeZone: Asia/Tokio
                                        colour: red
                                        sources:
                                          - {facility: minato, acknowledge: sometimes}
                                        beds: nothing
                                        """))
                .isInstanceOf(SiteFileException.class)
                .hasMessageContaining("'Asia/Tokio' is no time zone")
                .hasMessageContaining("colour: is no key here")
                .hasMessageContaining("sources[0].address: is missing")
                .hasMessageContaining("acknowledge: 'sometimes' must be one of")
                .hasMessageContaining("beds: must be a list");
    }

    @Test
    void whatIsNoYamlIsSaidSo() {
        assertThatThrownBy(() -> read("a: [1, 2\n"))
                .isInstanceOf(SiteFileException.class)
                .hasMessageContaining("is no YAML");
    }
}
