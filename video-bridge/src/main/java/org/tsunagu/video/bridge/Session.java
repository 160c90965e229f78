// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.bridge;

/// An endpoint the bridge made, and what it says to its peer.
///
/// @param sdp an offer or an answer, whichever was asked for (RFC 8866, RFC 8829)
public record Session(EndpointId endpoint, String sdp) {}
