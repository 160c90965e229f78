// SPDX-License-Identifier: Apache-2.0
/// Persons and places as PID and PV1 write them. Pure.
@NullMarked
package org.tsunagu.gateway.patient;

import org.jspecify.annotations.NullMarked;
