// SPDX-License-Identifier: Apache-2.0
/// The site file: facilities, sources, beds and defaults of one installation.
@NullMarked
package org.tsunagu.deployment.site;

import org.jspecify.annotations.NullMarked;
