// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

/// What the bridge offered and waits to have answered.
///
/// @param proposed what is agreed on if the peer takes all of it
/// @param toPublisher whether the peer is to send
public record Offer(String sdp, Negotiated proposed, boolean toPublisher) {}
