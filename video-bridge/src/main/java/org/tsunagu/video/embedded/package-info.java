// SPDX-License-Identifier: Apache-2.0
/// The bridge in this process: one UDP port, one thread, every packet decrypted, looked at,
/// encrypted for each viewer and sent on, never decoded.
@NullMarked
package org.tsunagu.video.embedded;

import org.jspecify.annotations.NullMarked;
