// SPDX-License-Identifier: Apache-2.0
/// Pictures by way of Jitsi Videobridges: what a media bridge does, said to them by Colibri2 over
/// HTTP.
@NullMarked
package org.tsunagu.video.jitsi;

import org.jspecify.annotations.NullMarked;
