// SPDX-License-Identifier: Apache-2.0
/// What every media bridge does, whoever it is: the words between the support center and the
/// pictures.
@NullMarked
package org.tsunagu.video.bridge;

import org.jspecify.annotations.NullMarked;
