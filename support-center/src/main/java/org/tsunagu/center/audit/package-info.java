// SPDX-License-Identifier: Apache-2.0
/// The hash-chained record of every look, act and denial, forced to disk before the answer.
@NullMarked
package org.tsunagu.center.audit;

import org.jspecify.annotations.NullMarked;
