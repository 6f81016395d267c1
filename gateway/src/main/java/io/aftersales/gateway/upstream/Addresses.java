package io.aftersales.gateway.upstream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The instances of one service, taken in turn. One that failed rests for a while: it is asked only when no other is left, so
 * that a service whose instances all failed a moment ago is found again as soon as it is back.
 */
final class Addresses {

    private final List<Address> all;
    private final long restNanos;
    private final LongSupplier nanoClock;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<Address, Long> restingSince = new ConcurrentHashMap<>();

    Addresses(List<Address> all, Duration rest, LongSupplier nanoClock) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("A service needs at least one address");
        }
        this.all = List.copyOf(all);
        this.restNanos = rest.toNanos();
        this.nanoClock = nanoClock;
    }

    /** All addresses, in the order in which this request should try them. */
    List<Address> inTurn() {
        if (all.size() == 1) {
            return all;
        }
        int start = Math.floorMod(turn.getAndIncrement(), all.size());
        List<Address> order = new ArrayList<>(all.size());
        List<Address> resting = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Address address = all.get((start + i) % all.size());
            (isResting(address) ? resting : order).add(address);
        }
        order.addAll(resting);
        return order;
    }

    List<Address> all() {
        return all;
    }

    void failed(Address address) {
        restingSince.put(address, nanoClock.getAsLong());
    }

    void answered(Address address) {
        if (!restingSince.isEmpty()) {
            restingSince.remove(address);
        }
    }

    private boolean isResting(Address address) {
        Long since = restingSince.get(address);
        return since != null && nanoClock.getAsLong() - since < restNanos;
    }
}
