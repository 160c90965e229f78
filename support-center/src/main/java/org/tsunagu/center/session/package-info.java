// SPDX-License-Identifier: Apache-2.0
/// Proof of who is there: sign-in links, sessions, tokens. Local files, no journal, no database.
@NullMarked
package org.tsunagu.center.session;

import org.jspecify.annotations.NullMarked;
