// SPDX-License-Identifier: Apache-2.0

/// What a name from outside may look like.
@NullMarked
package org.tsunagu.telemetry.name;

import org.jspecify.annotations.NullMarked;
