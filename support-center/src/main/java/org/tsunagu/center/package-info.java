// SPDX-License-Identifier: Apache-2.0
/// The support center's server: everything a person sees comes through here.
@NullMarked
package org.tsunagu.center;

import org.jspecify.annotations.NullMarked;
