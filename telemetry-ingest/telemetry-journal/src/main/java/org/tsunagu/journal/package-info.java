// SPDX-License-Identifier: Apache-2.0
/// The journal: Kafka, embedded or external. Everything a screen shows or a store keeps came
/// through it.
@NullMarked
package org.tsunagu.journal;

import org.jspecify.annotations.NullMarked;
