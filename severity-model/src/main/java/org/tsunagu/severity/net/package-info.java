// SPDX-License-Identifier: Apache-2.0
/// A small neural net in plain Java: features encoded by their quantiles, dense layers, one order
/// of summation.
@NullMarked
package org.tsunagu.severity.net;

import org.jspecify.annotations.NullMarked;
