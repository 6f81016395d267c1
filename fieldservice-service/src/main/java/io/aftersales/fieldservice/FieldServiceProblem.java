package io.aftersales.fieldservice;

import io.aftersales.platform.problem.ProblemCode;

/** The rules of field service that a request or a {@code create-task} may break. */
public enum FieldServiceProblem implements ProblemCode {
    UNKNOWN_COMPANY("unknown-company", 422, "The company's time zone is not known here yet"),
    UNKNOWN_CUSTOMER("unknown-customer", 422, "No such customer is known here"),
    NO_PROJECT("no-project", 422, "Neither the request nor the ticket's team names a project"),
    UNKNOWN_PROJECT("unknown-project", 422, "There is no such project"),
    PROJECT_ARCHIVED("project-archived", 409, "The project is archived and takes no more tasks"),
    PROJECT_NAME_TAKEN("project-name-taken", 409, "Another project that is not archived has this name"),
    UNKNOWN_STAGE("unknown-stage", 422, "The project has no such stage"),
    STAGE_IN_USE("stage-in-use", 409, "A stage that holds tasks can neither go nor be opened or closed"),
    UNKNOWN_TECHNICIAN("unknown-technician", 422, "The project has no such technician");

    private final String code;
    private final int status;
    private final String meaning;

    FieldServiceProblem(String code, int status, String meaning) {
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
