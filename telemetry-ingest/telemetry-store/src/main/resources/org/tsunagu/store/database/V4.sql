-- SPDX-License-Identifier: Apache-2.0
-- How ill patients were, and results of laboratories and entries. Both are few beside numerics (some reports an hour and patient), so they are plain tables in either layout.

-- record as the journal's codec writes it. Of one patient and minute the one made last counts: a late value makes a minute's report anew.
CREATE TABLE severity_report (
    encounter text NOT NULL,
    at bigint NOT NULL,
    made_at bigint NOT NULL,
    bed text NOT NULL,
    model text NOT NULL,
    risk double precision,
    record bytea NOT NULL,
    written_at bigint NOT NULL,
    PRIMARY KEY (encounter, at, made_at)
);
CREATE INDEX severity_report_by_age ON severity_report (written_at);

-- Whose it is, is found when it is asked for: by the encounter, else the person, else the bed.
-- decimals as in numeric_row; taken_at is on the axis, device_taken_at on the sender's clock, by which a correction names what it corrects.
CREATE TABLE result (
    event uuid NOT NULL,
    place int NOT NULL,
    id text NOT NULL,
    kind text NOT NULL,
    source text NOT NULL,
    bed text,
    encounter text,
    person text,
    code text NOT NULL,
    taken_at bigint NOT NULL,
    device_taken_at bigint NOT NULL,
    arrived_at bigint NOT NULL,
    value double precision NOT NULL,
    decimals smallint NOT NULL,
    unit text NOT NULL,
    status text NOT NULL,
    entered_by text,
    written_at bigint NOT NULL,
    PRIMARY KEY (event, place)
);
CREATE INDEX result_of_encounter ON result (encounter, taken_at) WHERE encounter IS NOT NULL;
CREATE INDEX result_of_person ON result (person, taken_at) WHERE encounter IS NULL AND person IS NOT NULL;
CREATE INDEX result_of_bed ON result (bed, taken_at) WHERE encounter IS NULL AND person IS NULL;
CREATE INDEX result_by_time ON result (taken_at);
CREATE INDEX result_by_age ON result (written_at);
