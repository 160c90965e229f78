// SPDX-License-Identifier: Apache-2.0
/// The data folder: one owner at a time, a version, migrations, what other programs read from it.
@NullMarked
package org.tsunagu.deployment.data;

import org.jspecify.annotations.NullMarked;
