package io.aftersales.systemtests.bench.load;

import java.util.concurrent.CompletionStage;

/** What is measured: done many times, each with a number of its own from 0. */
@FunctionalInterface
public interface Operation {

    /** Begins it; completes when its effect is there to be seen, and fails if there is none. */
    CompletionStage<?> begin(int number);
}
