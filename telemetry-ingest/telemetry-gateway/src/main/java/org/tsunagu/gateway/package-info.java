// SPDX-License-Identifier: Apache-2.0
/// The gateway: device protocols in, time axis on, journal out.
@NullMarked
package org.tsunagu.gateway;

import org.jspecify.annotations.NullMarked;
