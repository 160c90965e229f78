// SPDX-License-Identifier: Apache-2.0
/// A PostgreSQL of our own, for one machine, really durable.
@NullMarked
package org.tsunagu.store.embedded;

import org.jspecify.annotations.NullMarked;
