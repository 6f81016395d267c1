package io.aftersales.systemtests.badinput;

import io.aftersales.systemtests.api.Caller;
import io.aftersales.systemtests.api.Desk;
import io.aftersales.systemtests.suite.RunningSuite;

import java.util.ArrayList;
import java.util.List;

/** A right request for each POST and PATCH of one service. */
abstract class Entries {

    final RunningSuite suite;
    final Desk desk;
    final Caller agent;
    final Caller manager;
    final Caller accountant;
    final Caller keeper;
    final Goods goods;
    final Visits visits;

    private final List<Endpoint> all = new ArrayList<>();

    Entries(RunningSuite suite, Desk desk) {
        this.suite = suite;
        this.desk = desk;
        this.agent = desk.agent();
        this.manager = desk.manager();
        this.accountant = desk.accountant();
        this.keeper = suite.as("ines");
        this.goods = new Goods(keeper, desk);
        this.visits = new Visits(suite, desk);
    }

    /** Makes what the requests name, and adds them. */
    abstract void enter();

    final void add(Endpoint endpoint) {
        all.add(endpoint);
    }

    final List<Endpoint> entered() {
        enter();
        return all;
    }
}
