// SPDX-License-Identifier: Apache-2.0
/// The HTTP edge: routes, the guard before each of them, parameters, problems.
@NullMarked
package org.tsunagu.center.web;

import org.jspecify.annotations.NullMarked;
