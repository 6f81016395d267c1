package io.aftersales.fieldservice;

import io.aftersales.testkit.contract.ProblemTable;
import org.junit.jupiter.api.Test;

import java.util.Arrays;

class FieldServiceProblemTableTest {

    @Test
    void everyCodeIsPublishedWithItsStatusAndMeaning() {
        ProblemTable.publishes(
                "fieldservice",
                Arrays.stream(FieldServiceProblem.values())
                        .map(problem -> new ProblemTable.Row(problem.code(), problem.status(), problem.meaning()))
                        .toList());
    }
}
