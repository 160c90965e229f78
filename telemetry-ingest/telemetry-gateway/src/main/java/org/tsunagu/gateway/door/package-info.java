// SPDX-License-Identifier: Apache-2.0
/// Who may send on the device port: the gateway's side of the one door.
@NullMarked
package org.tsunagu.gateway.door;

import org.jspecify.annotations.NullMarked;
