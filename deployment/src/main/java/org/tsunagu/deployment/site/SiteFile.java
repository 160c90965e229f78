// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.site;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.severity.code.LocalCode;
import org.tsunagu.severity.stay.UnitType;
import org.tsunagu.video.rtsp.CameraAddress;

/// What one installation says about itself. Everything has a default, so no file is needed to
/// begin.
///
/// @param timeZone zone of HL7 times that name none
/// @param defaultFacility facility of sources that name none; null: beds carry their plain name
/// @param facilities hospitals by id
/// @param sources senders that are known
/// @param beds names and places of beds that must not be guessed
/// @param results codes of this site's own that are results of a laboratory or of a person, not
///     values of a device, as `system:code`
/// @param severity what the severity scores must know of this site
/// @param rooms operating rooms that can be mentored
/// @param mediaAddresses addresses browsers and encoders are told to send pictures to, where they
///     are not this machine's own; empty: its own
public record SiteFile(
        ZoneId timeZone,
        @Nullable String defaultFacility,
        List<Facility> facilities,
        List<Source> sources,
        List<Bed> beds,
        List<String> results,
        Severity severity,
        List<MentoringRoom> rooms,
        List<String> mediaAddresses) {
    public SiteFile {
        facilities = List.copyOf(facilities);
        sources = List.copyOf(sources);
        beds = List.copyOf(beds);
        results = List.copyOf(results);
        rooms = List.copyOf(rooms);
        mediaAddresses = List.copyOf(mediaAddresses);
    }

    /// A site about which nothing is known.
    public static SiteFile empty() {
        return new SiteFile(
                ZoneOffset.UTC,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Severity.NOTHING,
                List.of(),
                List.of());
    }

    /// A hospital.
    ///
    /// @param name what people read
    /// @param phone whom to call when the link is dead
    public record Facility(String id, @Nullable String name, @Nullable String phone) {}

    /// A sender.
    ///
    /// @param address its IP address, or a CIDR range
    /// @param facility facility of its beds when it names none
    /// @param timeZone zone of its times when they name none
    /// @param acknowledge `message` (default), `enhanced`, `none`: overrides MSH-15 and MSH-16
    public record Source(
            String address,
            @Nullable String facility,
            @Nullable ZoneId timeZone,
            @Nullable String acknowledge) {}

    /// A bed whose id is fixed here.
    ///
    /// @param id the id the API uses
    /// @param facility first part of its place
    /// @param unit PV1-3.1
    /// @param room PV1-3.2
    /// @param bed PV1-3.3
    public record Bed(
            String id,
            @Nullable String facility,
            @Nullable String unit,
            @Nullable String room,
            String bed) {}

    /// An operating room that can be mentored.
    ///
    /// @param id in addresses: letters, digits, `.`, `_`, `-`
    /// @param bed id of the bed whose vitals belong to it
    /// @param cameras whose pictures are fetched, by RTSP
    public record MentoringRoom(String id, String title, String bed, List<Camera> cameras) {
        public MentoringRoom {
            cameras = List.copyOf(cameras);
        }
    }

    /// A camera of a room.
    ///
    /// @param source its name in addresses and messages, unique in the room
    /// @param label what people read
    /// @param user null where the camera asks nobody who they are
    /// @param passwordFile whose first line is the password; null without a user
    public record Camera(
            String source,
            String label,
            CameraAddress address,
            @Nullable String user,
            @Nullable Path passwordFile) {}

    /// What the severity scores must know.
    ///
    /// @param codes codes of this site, read before the checked-in table
    /// @param units kind of intensive care by PV1-3.1, where its name does not tell
    public record Severity(List<LocalCode> codes, Map<String, UnitType> units) {
        public static final Severity NOTHING = new Severity(List.of(), Map.of());

        public Severity {
            codes = List.copyOf(codes);
            units = Map.copyOf(units);
        }
    }
}
