// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Two peers of one process that tell each other themselves: what they measure is themselves.
public final class DirectSignalling {
    private final CompletableFuture<String> offered = new CompletableFuture<>();
    private final CompletableFuture<String> answered = new CompletableFuture<>();

    /// For the one that offers.
    public Signalling.Offering offering() {
        return offer -> {
            offered.complete(offer);
            return answered;
        };
    }

    /// For the one that answers.
    public Signalling.Answering answering() {
        return new Signalling.Answering() {
            @Override
            public CompletionStage<String> offer() {
                return offered;
            }

            @Override
            public CompletionStage<Void> answer(String answer) {
                answered.complete(answer);
                return CompletableFuture.completedFuture(null);
            }
        };
    }
}
