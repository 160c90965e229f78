-- SPDX-License-Identifier: Apache-2.0
-- Turns the data tables, still empty, from partitioned tables into hypertables with chunks of a day. ${timescaledb} is the extension's schema.

ALTER TABLE numeric_row RENAME TO numeric_row_of_partitions;
CREATE TABLE numeric_row (LIKE numeric_row_of_partitions INCLUDING ALL);
DROP TABLE numeric_row_of_partitions;

ALTER TABLE waveform_block RENAME TO waveform_block_of_partitions;
CREATE TABLE waveform_block (LIKE waveform_block_of_partitions INCLUDING ALL);
DROP TABLE waveform_block_of_partitions;

ALTER TABLE rollup_minute RENAME TO rollup_minute_of_partitions;
CREATE TABLE rollup_minute (LIKE rollup_minute_of_partitions INCLUDING ALL);
DROP TABLE rollup_minute_of_partitions;

SELECT ${timescaledb}.create_hypertable('numeric_row', 'at', chunk_time_interval => 86400000000, create_default_indexes => false);
SELECT ${timescaledb}.create_hypertable('waveform_block', 'at', chunk_time_interval => 86400000000, create_default_indexes => false);
SELECT ${timescaledb}.create_hypertable('rollup_minute', 'at', chunk_time_interval => 86400000000, create_default_indexes => false);

-- What policies take for now.
CREATE FUNCTION tsunagu_now_micros() RETURNS bigint LANGUAGE sql STABLE
    AS 'SELECT (extract(epoch FROM pg_catalog.now()) * 1000000)::bigint';
SELECT ${timescaledb}.set_integer_now_func('numeric_row', 'tsunagu_now_micros');
SELECT ${timescaledb}.set_integer_now_func('waveform_block', 'tsunagu_now_micros');
SELECT ${timescaledb}.set_integer_now_func('rollup_minute', 'tsunagu_now_micros');
