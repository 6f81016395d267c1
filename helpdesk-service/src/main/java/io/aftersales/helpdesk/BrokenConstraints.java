package io.aftersales.helpdesk;

import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.Problem;
import io.aftersales.platform.problem.ProblemCode;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import java.util.Map;
import java.util.Objects;

/**
 * The rules that only the database can check without a race, because two requests at the same moment would both find them
 * kept: each is a constraint, and its name stands for a problem.
 */
public class BrokenConstraints {

    private static final Logger LOG = Logger.getLogger(BrokenConstraints.class);

    private static final Map<String, ProblemCode> RULES = Map.of(
            "customer_external_reference_key", HelpdeskProblem.REFERENCE_TAKEN,
            "ticket_external_reference_key", HelpdeskProblem.REFERENCE_TAKEN,
            "team_name_key", HelpdeskProblem.NAME_TAKEN,
            "stage_name_key", HelpdeskProblem.NAME_TAKEN,
            "ticket_closed_in_a_folded_stage", HelpdeskProblem.STAGE_IN_USE,
            "team_closes_to_a_folded_stage", HelpdeskProblem.STAGE_IN_USE,
            "team_closes_from_an_open_stage", HelpdeskProblem.STAGE_IN_USE);

    @ServerExceptionMapper
    public Response broken(ConstraintViolationException broken, UriInfo uri) {
        ProblemCode rule = RULES.get(Objects.toString(broken.getConstraintName(), ""));
        if (rule == null) {
            LOG.errorf(broken, "%s failed", uri.getPath());
            rule = GeneralProblem.INTERNAL;
        }
        return Response.status(rule.status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(rule, rule.meaning(), uri.getRequestUri().getPath()))
                .build();
    }
}
