// SPDX-License-Identifier: Apache-2.0
/// A small hospital for demonstrations: two facilities with equal bed names, patients with their
/// own physiology, clocks that are wrong, a loose probe and a bad line, all over the real sockets.
@NullMarked
package org.tsunagu.simulator.hospital;

import org.jspecify.annotations.NullMarked;
