// SPDX-License-Identifier: Apache-2.0
/// A Kafka broker inside this process, so that one laptop is a whole platform.
@NullMarked
package org.tsunagu.journal.embedded;

import org.jspecify.annotations.NullMarked;
