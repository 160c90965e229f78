// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.bridge;

/// What happens at a bridge.
public sealed interface BridgeEvent {
    /// A source changed: it was announced, its first packet came, it fell silent, it came back.
    record SourceChanged(SourceState state) implements BridgeEvent {}

    /// Nobody publishes a source any more.
    ///
    /// @param publication which one ended
    record SourceEnded(SourceId source, long publication) implements BridgeEvent {}

    /// Media can flow to or from an endpoint.
    record EndpointConnected(EndpointId endpoint, SourceId source, Direction direction)
            implements BridgeEvent {}

    /// An endpoint is gone.
    record EndpointEnded(
            EndpointId endpoint, SourceId source, Direction direction, EndReason reason)
            implements BridgeEvent {}
}
