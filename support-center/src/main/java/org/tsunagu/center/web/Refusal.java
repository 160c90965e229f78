// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

/// A request is answered with a problem.
public final class Refusal extends RuntimeException {
    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
