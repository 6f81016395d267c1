package io.aftersales.helpdesk;

import io.aftersales.testkit.contract.ProblemTable;
import org.junit.jupiter.api.Test;

import java.util.Arrays;

class HelpdeskProblemTableTest {

    @Test
    void everyCodeIsPublishedWithItsStatusAndMeaning() {
        ProblemTable.publishes(
                "helpdesk",
                Arrays.stream(HelpdeskProblem.values())
                        .map(problem -> new ProblemTable.Row(problem.code(), problem.status(), problem.meaning()))
                        .toList());
    }
}
