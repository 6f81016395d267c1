package io.aftersales.fieldservice.task;

import io.aftersales.fieldservice.FieldServiceProblem;
import io.aftersales.fieldservice.customer.Customers;
import io.aftersales.fieldservice.project.Projects;
import io.aftersales.fieldservice.technician.Technicians;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.inbox.CommandHandler;
import io.aftersales.platform.inbox.CommandValidation;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Opens a task for a ticket. The projects and technicians of a whole batch are locked, in this order. */
@Singleton
class CreateTaskHandler extends CommandHandler<CreateTask> {

    static final MessageType<Rejection> REJECTED = MessageType.of("task-rejected", Rejection.class);

    private final Projects projects;
    private final Technicians technicians;
    private final Customers customers;
    private final TaskDesk desk;
    private final CommandValidation validation;

    CreateTaskHandler(
            Projects projects,
            Technicians technicians,
            Customers customers,
            TaskDesk desk,
            CommandValidation validation) {
        super(CreateTask.TYPE, REJECTED);
        this.projects = projects;
        this.technicians = technicians;
        this.customers = customers;
        this.desk = desk;
        this.validation = validation;
    }

    @Override
    public Uni<Void> lock(List<CreateTask> batch, Work work) {
        Set<UUID> projectIds = batch.stream()
                .map(CreateTask::projectId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<UUID> customerIds = batch.stream()
                .map(CreateTask::customerId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<String> subs = batch.stream()
                .flatMap(command -> command.assigneeIds().stream())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return projects.holdAll(projectIds)
                .chain(() -> technicians.lock(subs))
                .chain(() -> customers.load(customerIds));
    }

    @Override
    protected Uni<Void> execute(Incoming<CreateTask> message, Work work) {
        CreateTask command = message.payload();
        validation.refuseMalformed(command);
        if (command.projectId() == null) {
            throw new RuleBroken(FieldServiceProblem.NO_PROJECT, FieldServiceProblem.NO_PROJECT.meaning());
        }
        Task.Origin origin = new Task.Origin(command.ticketId(), command.actionId(), Stamp.of(command.requestedBy()));
        return desk.open(command.form(), origin, work).replaceWithVoid();
    }
}
