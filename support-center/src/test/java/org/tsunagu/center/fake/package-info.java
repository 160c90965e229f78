// SPDX-License-Identifier: Apache-2.0
/// Hand-written stand-ins for what surrounds the center, and clients that speak to it from outside.
package org.tsunagu.center.fake;
