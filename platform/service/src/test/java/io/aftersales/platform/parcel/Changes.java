package io.aftersales.platform.parcel;

import io.aftersales.platform.work.Transactions;
import io.aftersales.platform.work.Work;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.function.Consumer;

/** Changes that a test makes itself, each in a transaction of its own. */
@ApplicationScoped
public class Changes {

    private final Transactions transactions;

    Changes(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Commits what the change tells, or throws what its transaction failed with. */
    public void commit(Consumer<Work> change) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> transactions.write(work -> {
                change.accept(work);
                return Uni.createFrom().voidItem();
            }));
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
