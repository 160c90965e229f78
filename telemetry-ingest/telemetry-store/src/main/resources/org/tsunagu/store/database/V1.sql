-- SPDX-License-Identifier: Apache-2.0
-- Times are microseconds since 1970-01-01 UTC. Data tables are partitioned by axis time, a day each.

CREATE TABLE bed (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE code (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE source (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE unit (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE);

-- decimals >= 0: value with so many decimals; below 0: absent, -1 not measured, -2 sensor off,
-- -3 cannot be measured now, -4 unusable.
-- device time = at - clock_offset.
CREATE TABLE numeric_row (
    at bigint NOT NULL,
    clock_offset bigint NOT NULL,
    uncertainty bigint NOT NULL,
    stale_after bigint NOT NULL,
    value double precision NOT NULL,
    bed int NOT NULL,
    code int NOT NULL,
    source int NOT NULL,
    unit int NOT NULL,
    decimals smallint NOT NULL
) PARTITION BY RANGE (at);
CREATE INDEX numeric_row_by_time ON numeric_row (bed, code, at);
CREATE TABLE numeric_row_other PARTITION OF numeric_row DEFAULT;

-- One gap-free run of samples; payload by BlockCodec. The clock model moved from start_offset to
-- end_offset over the run.
CREATE TABLE waveform_block (
    at bigint NOT NULL,
    ends_at bigint NOT NULL,
    device_at bigint NOT NULL,
    start_offset bigint NOT NULL,
    end_offset bigint NOT NULL,
    uncertainty bigint NOT NULL,
    rate_numerator bigint NOT NULL,
    rate_denominator bigint NOT NULL,
    estimated_rate double precision NOT NULL,
    gain double precision NOT NULL,
    physical_offset double precision NOT NULL,
    bed int NOT NULL,
    code int NOT NULL,
    source int NOT NULL,
    unit int NOT NULL,
    samples int NOT NULL,
    payload bytea NOT NULL
) PARTITION BY RANGE (at);
ALTER TABLE waveform_block ALTER COLUMN payload SET STORAGE EXTERNAL;
CREATE INDEX waveform_block_by_time ON waveform_block (bed, code, at);
CREATE TABLE waveform_block_other PARTITION OF waveform_block DEFAULT;

-- Buckets of a minute, added to in the transaction that stores the numerics. Sums, so that late
-- values cost no more than timely ones.
CREATE TABLE rollup_minute (
    at bigint NOT NULL,
    sum double precision NOT NULL,
    min double precision NOT NULL,
    max double precision NOT NULL,
    count bigint NOT NULL,
    bed int NOT NULL,
    code int NOT NULL,
    unit int NOT NULL,
    PRIMARY KEY (bed, code, at, unit)
) PARTITION BY RANGE (at);
CREATE TABLE rollup_minute_other PARTITION OF rollup_minute DEFAULT;

-- Every day that has a partition of its own; written_at: when something was last stored in it.
CREATE TABLE partition_day (
    parent text NOT NULL,
    day int NOT NULL,
    written_at bigint NOT NULL,
    PRIMARY KEY (parent, day)
);

CREATE TABLE latest_numeric (
    bed int NOT NULL,
    code int NOT NULL,
    at bigint NOT NULL,
    uncertainty bigint NOT NULL,
    stale_after bigint NOT NULL,
    value double precision NOT NULL,
    decimals smallint NOT NULL,
    unit int NOT NULL,
    source int NOT NULL,
    PRIMARY KEY (bed, code)
);

CREATE TABLE alert (
    bed int NOT NULL,
    source int NOT NULL,
    id text NOT NULL,
    code text NOT NULL,
    text text NOT NULL,
    priority text NOT NULL,
    kind text NOT NULL,
    phase text NOT NULL,
    state text NOT NULL,
    inactivation text NOT NULL,
    device_since bigint NOT NULL,
    device_at bigint NOT NULL,
    since bigint NOT NULL,
    at bigint NOT NULL,
    ended boolean NOT NULL,
    PRIMARY KEY (bed, source, id)
);
CREATE INDEX alert_open ON alert (bed) WHERE NOT ended;

CREATE TABLE alert_report (
    bed int NOT NULL,
    source int NOT NULL,
    id text NOT NULL,
    code text NOT NULL,
    text text NOT NULL,
    priority text NOT NULL,
    kind text NOT NULL,
    phase text NOT NULL,
    state text NOT NULL,
    inactivation text NOT NULL,
    since bigint NOT NULL,
    at bigint NOT NULL
);
CREATE INDEX alert_report_by_time ON alert_report (bed, at);

CREATE TABLE declared_gap (
    bed int NOT NULL,
    source int NOT NULL,
    code int,
    from_at bigint NOT NULL,
    to_at bigint NOT NULL,
    reason text NOT NULL
);
CREATE INDEX declared_gap_by_time ON declared_gap (bed, to_at);

CREATE TABLE link_change (
    bed int NOT NULL,
    source int NOT NULL,
    supervised boolean NOT NULL,
    since bigint NOT NULL,
    PRIMARY KEY (bed, source, since)
);

-- The one place with names of persons.
CREATE TABLE encounter_person (
    encounter text PRIMARY KEY,
    person text NOT NULL,
    name text,
    birth_date text,
    sex text,
    arrived_at bigint NOT NULL
);

CREATE TABLE movement (
    event uuid PRIMARY KEY,
    record bytea NOT NULL,
    arrived_at bigint NOT NULL
);

CREATE TABLE source_report (
    source int PRIMARY KEY,
    record bytea NOT NULL
);

CREATE TABLE anomaly_report (
    source int NOT NULL,
    kind text NOT NULL,
    record bytea NOT NULL,
    PRIMARY KEY (source, kind)
);

-- What was stored, so that it is stored once.
CREATE TABLE seen_sequence (
    source text NOT NULL,
    epoch bigint NOT NULL,
    froms bigint[] NOT NULL,
    tos bigint[] NOT NULL,
    written_at bigint NOT NULL,
    PRIMARY KEY (source, epoch)
);
CREATE TABLE seen_event (event uuid PRIMARY KEY, written_at bigint NOT NULL);

CREATE TABLE journal_position (
    partition int PRIMARY KEY,
    journal text NOT NULL,
    epoch bigint NOT NULL,
    next_offset bigint NOT NULL,
    fingerprint int NOT NULL
);
CREATE TABLE journal_event (at bigint NOT NULL, epoch bigint NOT NULL, kind text NOT NULL, detail text NOT NULL);
CREATE TABLE store_state (one boolean PRIMARY KEY CHECK (one), epoch bigint NOT NULL, flush bigint NOT NULL);
INSERT INTO store_state VALUES (true, 1, 0);
