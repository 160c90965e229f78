// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

/// The gateway does not take this device, or nobody is there. The message says what to do.
public final class DeviceStreamException extends Exception {
    private static final long serialVersionUID = 1L;

    public DeviceStreamException(String message) {
        super(message);
    }

    public DeviceStreamException(String message, Throwable cause) {
        super(message, cause);
    }
}
