package io.aftersales.platform.mail;

import io.aftersales.platform.work.Aggregate;
import jakarta.persistence.Entity;

/** What the tests' service sends. */
@Entity
class Letter extends Aggregate {

    private String addressee;
    private String outcome;

    protected Letter() {}

    Letter(String addressee) {
        this.addressee = addressee;
    }

    String addressee() {
        return addressee;
    }

    void went(String how) {
        outcome = how;
    }
}
