// SPDX-License-Identifier: Apache-2.0
/// The journal on Kafka: writer, readers, state, disk guard.
@NullMarked
package org.tsunagu.journal.kafka;

import org.jspecify.annotations.NullMarked;
