// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.door;

/// One role at one place.
public record Grant(Role role, Where where) {}
