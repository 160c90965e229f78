// SPDX-License-Identifier: Apache-2.0
/// Results of laboratories and of people, in ORU^R01, OUL^R22 and ADT. Pure.
@NullMarked
package org.tsunagu.gateway.result;

import org.jspecify.annotations.NullMarked;
