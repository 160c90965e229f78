// SPDX-License-Identifier: Apache-2.0
/// Journal to database: what is acknowledged is stored once, and can be asked for at once.
@NullMarked
package org.tsunagu.store;

import org.jspecify.annotations.NullMarked;
