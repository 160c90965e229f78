// SPDX-License-Identifier: Apache-2.0
/// Sends a real recording to a running platform as if its devices were there now.
@NullMarked
package org.tsunagu.simulator.replay;

import org.jspecify.annotations.NullMarked;
