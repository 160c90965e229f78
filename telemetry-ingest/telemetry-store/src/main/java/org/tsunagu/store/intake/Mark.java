// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

/// How far one partition was read.
///
/// @param nextOffset offset of the next record
/// @param lastFingerprint of the record before it, 0 at the beginning
public record Mark(long nextOffset, int lastFingerprint) {}
