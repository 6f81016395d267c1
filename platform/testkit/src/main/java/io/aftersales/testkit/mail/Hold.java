package io.aftersales.testkit.mail;

import org.awaitility.Awaitility;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Mails that have to wait before the server takes them. */
public final class Hold implements AutoCloseable {

    private final AtomicInteger waiting = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);

    Hold() {}

    /** Waits until a mail has to wait. */
    public void awaitMail() {
        Awaitility.await("a mail in hand").atMost(MailServer.PATIENCE).until(() -> waiting.get() > 0);
    }

    /** Lets them go on. */
    @Override
    public void close() {
        over.countDown();
    }

    void pass() throws InterruptedException {
        waiting.incrementAndGet();
        over.await();
    }
}
