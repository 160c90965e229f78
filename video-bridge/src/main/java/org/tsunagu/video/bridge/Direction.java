// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.bridge;

/// Which way the media of an endpoint goes; never both.
public enum Direction {
    /// From the endpoint into the bridge.
    PUBLISH,
    /// From the bridge to the endpoint.
    VIEW
}
