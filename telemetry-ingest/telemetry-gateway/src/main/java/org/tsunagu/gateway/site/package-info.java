// SPDX-License-Identifier: Apache-2.0
/// What the site file says about senders, zones and names.
@NullMarked
package org.tsunagu.gateway.site;

import org.jspecify.annotations.NullMarked;
