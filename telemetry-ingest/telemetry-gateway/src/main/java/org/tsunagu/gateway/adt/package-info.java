// SPDX-License-Identifier: Apache-2.0
/// ADT A01, A02, A03: who comes, moves and leaves. Pure.
@NullMarked
package org.tsunagu.gateway.adt;

import org.jspecify.annotations.NullMarked;
