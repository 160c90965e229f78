// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring.whip;

import org.tsunagu.video.bridge.EndpointId;

/// An endpoint that a bearer of a token opened.
///
/// @param id last part of its address, not to be guessed
record MediaSession(String id, MediaToken token, EndpointId endpoint) {}
