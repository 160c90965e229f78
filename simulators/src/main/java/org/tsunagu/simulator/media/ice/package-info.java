// SPDX-License-Identifier: Apache-2.0
/// A full ICE agent with one host candidate (RFC 8445).
@NullMarked
package org.tsunagu.simulator.media.ice;

import org.jspecify.annotations.NullMarked;
