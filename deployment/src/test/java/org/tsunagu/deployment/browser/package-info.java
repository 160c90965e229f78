// SPDX-License-Identifier: Apache-2.0
/// What a clinician sees, looked at with a real browser on a running platform.
@NullMarked
package org.tsunagu.deployment.browser;

import org.jspecify.annotations.NullMarked;
