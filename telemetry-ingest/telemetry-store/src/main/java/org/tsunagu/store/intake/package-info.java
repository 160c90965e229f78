// SPDX-License-Identifier: Apache-2.0
/// What was read from the journal and is not yet in the database: buffers per bed, what was seen,
/// and how far the database may say it has come. Pure: no JDBC, no threads of its own.
@NullMarked
package org.tsunagu.store.intake;

import org.jspecify.annotations.NullMarked;
