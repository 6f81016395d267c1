package io.aftersales.helpdesk;

import io.aftersales.platform.problem.ProblemCode;

/** The rules of the helpdesk that a request can break. */
public enum HelpdeskProblem implements ProblemCode {
    CUSTOMER_CYCLE("customer-cycle", 409, "A customer cannot belong to itself or to one of its own contacts"),
    REFERENCE_TAKEN("reference-taken", 409, "Another record of this kind has this external reference"),
    NAME_TAKEN("name-taken", 409, "Another record of this kind has this name"),
    UNKNOWN_CUSTOMER("unknown-customer", 422, "The request names a customer that does not exist"),
    UNKNOWN_USER("unknown-user", 422, "The request names a user who has never signed in"),
    UNKNOWN_TEAM("unknown-team", 422, "The request names a team that does not exist"),
    UNKNOWN_STAGE("unknown-stage", 422, "The request names a stage that does not exist"),
    UNKNOWN_SERVICE("unknown-service", 422, "The request names an after-sales service that does not exist"),
    TEAM_NOT_PUBLIC("team-not-public", 409, "In a team that is not public customers cannot be followers"),
    STAGE_IN_USE(
            "stage-in-use",
            409,
            "A stage that holds tickets, or that tickets are closed from or to, cannot be folded or unfolded"),
    NO_SUCH_STAGE("no-such-stage", 409, "There is no stage that the ticket could move to"),
    WRONG_STAGE("wrong-stage", 422, "Closing needs a folded stage, reopening one that is not folded"),
    TICKET_CLOSED("ticket-closed", 409, "The ticket is closed"),
    TICKET_OPEN("ticket-open", 409, "The ticket is open"),
    AUTOMATIC_MESSAGE("automatic-message", 409, "An automatic entry of the chatter cannot be deleted"),
    NOT_ENABLED("not-enabled", 409, "The ticket's team has not enabled this after-sales service"),
    SERVICE_NOT_INSTALLED("service-not-installed", 409, "The service that would do this has never announced itself"),
    NO_RECIPIENTS("no-recipients", 422, "Nobody who follows the ticket has an address, and none was added"),
    OPEN_TASKS(
            "open-tasks",
            409,
            "Field service tasks of the ticket are open or being asked for; a helpdesk manager may close it with a reason"),
    NO_PROJECT("no-project", 422, "Neither the request nor the ticket's team names a project"),
    UNKNOWN_PROJECT("unknown-project", 422, "Field service has no such project that is not archived"),
    DEFAULT_PROJECT_REQUIRED(
            "default-project-required", 422, "A team that offers field service names a default project for its tasks"),
    NOT_CLOSED_BY_CUSTOMERS("not-closed-by-customers", 409, "The ticket's team does not let customers close tickets"),
    NO_CUSTOMER("no-customer", 409, "The ticket has no customer");

    private final String code;
    private final int status;
    private final String meaning;

    HelpdeskProblem(String code, int status, String meaning) {
        this.code = code;
        this.status = status;
        this.meaning = meaning;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
