package io.aftersales.repair.order;

import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.history.Stamp;
import io.aftersales.platform.inbox.CommandHandler;
import io.aftersales.platform.inbox.CommandValidation;
import io.aftersales.platform.inbox.Incoming;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Takes a repair in that the helpdesk asks for. What it names and is not known yet may be on its way: then it is tried again. */
@Singleton
class CreateRepairOrderHandler extends CommandHandler<CreateRepairOrder> {

    static final MessageType<Rejection> REJECTED = MessageType.of("repair-order-rejected", Rejection.class);

    private final RepairIntake intake;
    private final CommandValidation validation;

    CreateRepairOrderHandler(RepairIntake intake, CommandValidation validation) {
        super(CreateRepairOrder.TYPE, REJECTED);
        this.intake = intake;
        this.validation = validation;
    }

    @Override
    protected Uni<Void> execute(Incoming<CreateRepairOrder> message, Work work) {
        CreateRepairOrder command = message.payload();
        validation.refuseMalformed(command);
        RepairIntake.Origin origin = new RepairIntake.Origin(
                command.ticketId(), command.actionId(), command.companyId(), Stamp.of(command.requestedBy()));
        return intake.take(command.draft(), origin, work).replaceWithVoid();
    }
}
