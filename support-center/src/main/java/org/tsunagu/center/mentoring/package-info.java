// SPDX-License-Identifier: Apache-2.0
/// Mentoring rooms: who is there, which pictures they send and see, and the ink on them.
@NullMarked
package org.tsunagu.center.mentoring;

import org.jspecify.annotations.NullMarked;
