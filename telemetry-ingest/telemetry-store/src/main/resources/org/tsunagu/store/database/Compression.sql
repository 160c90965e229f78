-- SPDX-License-Identifier: Apache-2.0
-- Days that ended a day ago are compressed by the server's own worker, and again after late rows came. Waveform payloads are compressed already and stay as they are.
ALTER TABLE numeric_row SET (timescaledb.compress, timescaledb.compress_segmentby = 'bed, code', timescaledb.compress_orderby = 'at');
ALTER TABLE rollup_minute SET (timescaledb.compress, timescaledb.compress_segmentby = 'bed, code', timescaledb.compress_orderby = 'at, unit');
SELECT ${timescaledb}.add_compression_policy('numeric_row', compress_after => 86400000000::bigint, schedule_interval => interval '1 hour');
SELECT ${timescaledb}.add_compression_policy('rollup_minute', compress_after => 86400000000::bigint, schedule_interval => interval '1 hour');
