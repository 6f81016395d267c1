package io.aftersales.accounting;

import io.aftersales.testkit.contract.ProblemTable;
import org.junit.jupiter.api.Test;

import java.util.Arrays;

class AccountingProblemTableTest {

    @Test
    void everyCodeIsPublishedWithItsStatusAndMeaning() {
        ProblemTable.publishes(
                "accounting",
                Arrays.stream(AccountingProblem.values())
                        .map(problem -> new ProblemTable.Row(problem.code(), problem.status(), problem.meaning()))
                        .toList());
    }
}
