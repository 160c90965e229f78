// SPDX-License-Identifier: Apache-2.0
/// What the learned model says of one encounter at one minute.
@NullMarked
package org.tsunagu.severity.risk;

import org.jspecify.annotations.NullMarked;
