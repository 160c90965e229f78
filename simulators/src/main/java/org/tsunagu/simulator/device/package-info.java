// SPDX-License-Identifier: Apache-2.0
/// The device end of the Tsunagu device stream, written from docs/protocols/device-stream.md alone:
/// own encoder, send window, reconnection, and faults on request.
@NullMarked
package org.tsunagu.simulator.device;

import org.jspecify.annotations.NullMarked;
