// SPDX-License-Identifier: Apache-2.0
/// A WebRTC peer without a browser, on a real socket, for the tests of every bridge.
@NullMarked
package org.tsunagu.video.peer;

import org.jspecify.annotations.NullMarked;
