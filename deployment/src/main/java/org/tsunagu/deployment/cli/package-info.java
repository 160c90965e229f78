// SPDX-License-Identifier: Apache-2.0
/// What people type: commands, their options and their words.
@NullMarked
package org.tsunagu.deployment.cli;

import org.jspecify.annotations.NullMarked;
