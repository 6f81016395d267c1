package io.aftersales.loyalty;

import io.aftersales.testkit.contract.ProblemTable;
import org.junit.jupiter.api.Test;

import java.util.Arrays;

class LoyaltyProblemTableTest {

    @Test
    void everyCodeIsPublishedWithItsStatusAndMeaning() {
        ProblemTable.publishes(
                "loyalty",
                Arrays.stream(LoyaltyProblem.values())
                        .map(problem -> new ProblemTable.Row(problem.code(), problem.status(), problem.meaning()))
                        .toList());
    }
}
