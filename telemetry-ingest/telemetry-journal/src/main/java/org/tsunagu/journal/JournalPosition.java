// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal;

/// Where a record stands.
///
/// @param partition Kafka partition
/// @param offset offset within it
public record JournalPosition(int partition, long offset) {}
