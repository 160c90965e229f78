// SPDX-License-Identifier: Apache-2.0
/// Bad days of a whole platform, on real sockets, processes and disks (docs/faults.md).
@NullMarked
package org.tsunagu.deployment.fault;

import org.jspecify.annotations.NullMarked;
