-- SPDX-License-Identifier: Apache-2.0
-- How the days of the data tables are kept apart: PostgreSQL's own partitions, or hypertables of TimescaleDB. Decided once, while nothing is stored; layout_reason says why.
ALTER TABLE store_state
    ADD COLUMN layout text NOT NULL DEFAULT 'partitions' CHECK (layout IN ('partitions', 'hypertables')),
    ADD COLUMN layout_reason text NOT NULL DEFAULT 'it has data from before hypertables were known';
