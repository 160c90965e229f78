-- SPDX-License-Identifier: Apache-2.0
-- A device clock that drifts ends a block elsewhere than its nominal rate says; whether the next block goes on there can only be judged against where it really ended.
ALTER TABLE waveform_block ADD COLUMN device_ends bigint;
UPDATE waveform_block
    SET device_ends = device_at + (samples * 1000000.0 * rate_denominator / rate_numerator)::bigint;
ALTER TABLE waveform_block ALTER COLUMN device_ends SET NOT NULL;
