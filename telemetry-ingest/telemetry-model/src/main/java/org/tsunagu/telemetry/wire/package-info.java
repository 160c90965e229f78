// SPDX-License-Identifier: Apache-2.0
/// The one wire codec of the journal: CBOR (RFC 8949) with typed arrays (RFC 8746), type and
/// version first.
@NullMarked
package org.tsunagu.telemetry.wire;

import org.jspecify.annotations.NullMarked;
