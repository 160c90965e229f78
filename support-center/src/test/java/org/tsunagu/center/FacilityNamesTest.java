// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.center.door.Grant;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.door.Subject;
import org.tsunagu.center.door.Where;
import org.tsunagu.center.entrance.SelfRoute;
import org.tsunagu.center.fake.RunningCenter;
import org.tsunagu.center.ward.Facility;
import org.tsunagu.center.ward.WardNames;
import org.tsunagu.center.web.Answer;
import org.tsunagu.center.web.Request;
import org.tsunagu.center.web.Visitor;
import org.tsunagu.telemetry.ward.FacilityId;

/// People read names, not ids, and see whom to call.
class FacilityNamesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Facility> BOTH =
            List.of(
                    new Facility(new FacilityId("minato"), "みなと中央病院", "0000-44-1104"),
                    new Facility(new FacilityId("kitano"), "北野市民病院", null));

    @TempDir Path folder;

    private static CenterConfig named(CenterConfig config) {
        return new CenterConfig(
                config.dataDir(),
                config.bind(),
                config.httpPort(),
                config.publicUrl(),
                config.tls(),
                new WardNames(BOTH, Map.of()),
                config.rooms(),
                config.policy(),
                config.ringBytes(),
                config.version());
    }

    @Test
    void thePageHearsOfEveryHospitalOfItsPersonInTheBoardsOrder() throws Exception {
        try (RunningCenter running = RunningCenter.start(folder, FacilityNamesTest::named)) {
            for (String cookie :
                    List.of(running.signIn(Role.NURSE), running.signIn(Role.TECHNICIAN))) {
                JsonNode me = JSON.readTree(running.getAs(cookie, "/api/v1/me").body());
                assertThat(me.get("facilities"))
                        .isEqualTo(
                                JSON.readTree(
                                        """
                                        [{"id":"minato","name":"みなと中央病院","phone":"0000-44-1104"},
                                         {"id":"kitano","name":"北野市民病院","phone":null}]\
                                        """));
            }
            assertThat(JSON.readTree(running.get("/api/v1/me").body()).get("facilities"))
                    .as("the service")
                    .hasSize(2);
        }
    }

    @Test
    void whoHasARoleAtOneHospitalHearsOfThatOne() throws Exception {
        var person =
                new Subject.Person(
                        "p",
                        List.of(new Grant(Role.NURSE, new Where.At(new FacilityId("kitano")))));
        var request = new Request(new Visitor(person, null, ""), Map.of(), null, null, null);
        var route = new SelfRoute("test", BOTH).route();
        var answer = (Answer.Whole) route.handler().answer(request).result();
        assertThat(JSON.readTree(answer.body().getBytes()).at("/facilities/0/id").asText())
                .isEqualTo("kitano");
        assertThat(JSON.readTree(answer.body().getBytes()).get("facilities")).hasSize(1);
    }
}
