// SPDX-License-Identifier: Apache-2.0
/// Encoders and players that offer themselves: WHIP, WHEP, and the tokens that let them in.
@NullMarked
package org.tsunagu.center.mentoring.whip;

import org.jspecify.annotations.NullMarked;
