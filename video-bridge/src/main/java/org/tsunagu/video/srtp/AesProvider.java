// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.srtp;

import java.util.logging.Level;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;

/// Which AES the library uses, and what it may log.
final class AesProvider {
    /// Each odd packet would be a line at a lower level; they are counted instead.
    static final Logger LOGGER = new LoggerImpl("org.tsunagu.video.srtp", Level.SEVERE);

    static {
        Aes.setFactoryClassName(Aes.SunJCECipherFactory.class.getName());
    }

    private AesProvider() {}
}
