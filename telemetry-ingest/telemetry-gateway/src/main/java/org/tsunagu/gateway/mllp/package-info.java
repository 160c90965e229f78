// SPDX-License-Identifier: Apache-2.0
/// HL7 v2 over TCP: framing, who may send, answers in order.
@NullMarked
package org.tsunagu.gateway.mllp;

import org.jspecify.annotations.NullMarked;
