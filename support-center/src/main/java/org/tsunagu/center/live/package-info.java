// SPDX-License-Identifier: Apache-2.0
/// The live hub: journal records to sockets, as they are.
@NullMarked
package org.tsunagu.center.live;

import org.jspecify.annotations.NullMarked;
