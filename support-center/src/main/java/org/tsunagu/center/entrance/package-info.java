// SPDX-License-Identifier: Apache-2.0
/// Coming in and going out: sign-in links, who am I, signing out, devices at the door.
@NullMarked
package org.tsunagu.center.entrance;

import org.jspecify.annotations.NullMarked;
