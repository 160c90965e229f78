// SPDX-License-Identifier: Apache-2.0
/// What the API says about beds and encounters.
@NullMarked
package org.tsunagu.center.bedside;

import org.jspecify.annotations.NullMarked;
