// SPDX-License-Identifier: Apache-2.0
/// The platform itself: health, metrics, sources, the API document, the web app's files.
@NullMarked
package org.tsunagu.center.site;

import org.jspecify.annotations.NullMarked;
