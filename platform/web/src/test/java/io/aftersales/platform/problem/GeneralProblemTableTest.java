package io.aftersales.platform.problem;

import io.aftersales.testkit.contract.ProblemTable;
import org.junit.jupiter.api.Test;

import java.util.Arrays;

class GeneralProblemTableTest {

    @Test
    void everyCodeIsPublishedWithItsStatusAndMeaning() {
        ProblemTable.publishes(
                "Every service",
                Arrays.stream(GeneralProblem.values())
                        .map(problem -> new ProblemTable.Row(problem.code(), problem.status(), problem.meaning()))
                        .toList());
    }
}
