// SPDX-License-Identifier: Apache-2.0
/// What the store can do, measured: for `bench store`, never for a test.
@NullMarked
package org.tsunagu.store.bench;

import org.jspecify.annotations.NullMarked;
