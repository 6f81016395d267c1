package io.aftersales.fieldservice.plan;

import io.aftersales.fieldservice.company.Company;
import io.aftersales.fieldservice.task.Task;
import io.aftersales.fieldservice.task.TaskView;
import io.aftersales.fieldservice.task.Tasks;
import io.aftersales.fieldservice.technician.Technician;
import io.aftersales.fieldservice.technician.Technicians;
import io.aftersales.platform.problem.GeneralProblem;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.rest.Api;
import io.aftersales.platform.security.Caller;
import io.aftersales.platform.security.Requester;
import io.aftersales.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiFunction;

/** What technicians have to do when. A technician reads their own plan, a manager of field service everybody's. */
@Path("/technicians/{id}")
@RolesAllowed({Roles.TECHNICIAN, Roles.FIELDSERVICE_MANAGER})
@Tag(name = "Technicians")
public class PlanResource {

    private static final int DAYS_BACK = 31;
    private static final int DAYS_AHEAD = 366;

    private final Technicians technicians;
    private final Tasks tasks;
    private final Company company;
    private final Caller caller;
    private final Api api;

    PlanResource(Technicians technicians, Tasks tasks, Company company, Caller caller, Api api) {
        this.technicians = technicians;
        this.tasks = tasks;
        this.company = company;
        this.caller = caller;
        this.api = api;
    }

    /** A technician's visits of one day, the first one first. */
    @Schema(name = "DayPlan")
    public record DayPlan(
            Requester technician,
            LocalDate date,

            @Schema(description = "The company's: in it the day begins and ends", examples = "Europe/London")
            String timeZone,

            List<TaskView> tasks) {}

    @GET
    @Path("/plan")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getPlan", summary = "A technician's plan of a day")
    public Uni<DayPlan> plan(
            String id,
            @QueryParam("date")
                    @Parameter(
                            description = "Today, in the company's time zone, when left out",
                            schema = @Schema(format = "date"))
                    String date) {
        LocalDate asked = day(date);
        return readPlan(id, (technician, zone) -> {
            LocalDate day = asked == null ? LocalDate.now(zone) : asked;
            return visits(technician, zone, day, day.plusDays(1))
                    .map(found -> new DayPlan(
                            technician.asRequester(),
                            day,
                            zone.getId(),
                            found.stream().map(TaskView::of).toList()));
        });
    }

    @GET
    @Path("/calendar.ics")
    @Produces(CalendarFile.MEDIA_TYPE)
    @Operation(
            operationId = "getCalendar",
            summary = "A technician's plan as an iCalendar file (RFC 5545)",
            description = "From a month ago until a year ahead; closed tasks included.")
    @APIResponse(
            responseCode = "200",
            description = "The calendar",
            content = @Content(mediaType = CalendarFile.MEDIA_TYPE, schema = @Schema(implementation = String.class)))
    public Uni<Response> calendar(String id) {
        return readPlan(id, (technician, zone) -> {
                    LocalDate today = LocalDate.now(zone);
                    return visits(technician, zone, today.minusDays(DAYS_BACK), today.plusDays(DAYS_AHEAD))
                            .map(found -> CalendarFile.of(technician, found));
                })
                .map(file -> Response.ok(file)
                        .header("Content-Disposition", "inline; filename=\"calendar.ics\"")
                        .build());
    }

    private <T> Uni<T> readPlan(String sub, BiFunction<Technician, ZoneId, Uni<T>> reading) {
        refuseUnlessOwn(sub);
        return company.awaitKnown()
                .chain(() -> api.read(() -> technicians
                        .get(sub)
                        .chain(technician -> company.timeZone().chain(zone -> reading.apply(technician, zone)))));
    }

    private Uni<List<Task>> visits(Technician technician, ZoneId zone, LocalDate from, LocalDate until) {
        return tasks.plannedFor(
                technician.sub(),
                from.atStartOfDay(zone).toInstant(),
                until.atStartOfDay(zone).toInstant());
    }

    private void refuseUnlessOwn(String sub) {
        if (!caller.has(Roles.FIELDSERVICE_MANAGER) && !caller.subject().equals(sub)) {
            throw new RuleBroken(GeneralProblem.FORBIDDEN, "A technician reads their own plan only");
        }
    }

    private static LocalDate day(String date) {
        if (date == null) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(date);
            if (day.getYear() < 2000 || day.getYear() > 2999) {
                throw RuleBroken.invalid("date", "must be in the years 2000 to 2999");
            }
            return day;
        } catch (DateTimeException noDate) {
            throw new RuleBroken(GeneralProblem.MALFORMED_REQUEST, "date: a date (yyyy-mm-dd) is expected");
        }
    }
}
