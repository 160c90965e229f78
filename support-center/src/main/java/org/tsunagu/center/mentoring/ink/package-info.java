// SPDX-License-Identifier: Apache-2.0
/// Ink on pictures: what stands, what fades, what was on a glass. Pure; time comes in.
@NullMarked
package org.tsunagu.center.mentoring.ink;

import org.jspecify.annotations.NullMarked;
