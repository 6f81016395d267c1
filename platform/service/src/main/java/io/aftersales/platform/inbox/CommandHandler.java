package io.aftersales.platform.inbox;

import io.aftersales.platform.envelope.Command;
import io.aftersales.platform.envelope.MessageType;
import io.aftersales.platform.envelope.Rejection;
import io.aftersales.platform.problem.RuleBroken;
import io.aftersales.platform.work.NotKnownYet;
import io.aftersales.platform.work.Work;
import io.smallrye.mutiny.Uni;

import java.util.UUID;

/**
 * Executes a command of another service. A broken rule is an answer: it becomes the command's {@code …-rejected} event, in the
 * same transaction as the command's inbox row.
 */
public abstract class CommandHandler<C extends Command> implements MessageHandler<C> {

    private final MessageType<C> type;
    private final MessageType<Rejection> rejectionType;

    protected CommandHandler(MessageType<C> type, MessageType<Rejection> rejectionType) {
        this.type = type;
        this.rejectionType = rejectionType;
    }

    @Override
    public MessageType<C> type() {
        return type;
    }

    @Override
    public Uni<Void> handle(Incoming<C> command, Work work) {
        return Uni.createFrom()
                .deferred(() -> execute(command, work))
                .onFailure(failure -> failure instanceof RuleBroken && !(failure instanceof NotKnownYet))
                .recoverWithUni(broken -> {
                    reject(command.payload(), (RuleBroken) broken, work);
                    return Uni.createFrom().voidItem();
                });
    }

    /**
     * Does what the command asks, and publishes its answer.
     *
     * @throws RuleBroken before anything was changed, if it may not be done
     * @throws NotKnownYet before anything was changed, if it names a record that may be on its way: it is tried again
     */
    protected abstract Uni<Void> execute(Incoming<C> command, Work work);

    void reject(Command refused, RuleBroken broken, Work work) {
        reject(refused.actionId(), refused.ticketId(), broken.code().code(), broken.getMessage(), work);
    }

    /** Answers a command that will never be executed. */
    void reject(UUID actionId, UUID ticketId, String code, String detail, Work work) {
        work.answer(rejectionType, actionId, new Rejection(actionId, ticketId, code, detail));
    }
}
