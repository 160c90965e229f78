// SPDX-License-Identifier: Apache-2.0
/// HL7 v2 read by structure: delimiters, character sets, escapes, times. Pure.
@NullMarked
package org.tsunagu.gateway.hl7;

import org.jspecify.annotations.NullMarked;
