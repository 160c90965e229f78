// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media;

import java.util.concurrent.CompletionStage;

/// How a peer and the other side tell each other their session descriptions. Both ways are asked on
/// the peer's thread and may answer on any.
public sealed interface Signalling {
    /// The peer offers and is answered: WHIP and WHEP.
    @FunctionalInterface
    non-sealed interface Offering extends Signalling {
        CompletionStage<String> exchange(String offer);
    }

    /// The peer is offered to and answers: our own pages, a subscriber of Janus.
    non-sealed interface Answering extends Signalling {
        CompletionStage<String> offer();

        CompletionStage<Void> answer(String answer);
    }
}
