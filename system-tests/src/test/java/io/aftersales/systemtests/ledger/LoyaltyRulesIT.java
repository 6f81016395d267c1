package io.aftersales.systemtests.ledger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;

import static java.util.Map.entry;

/** Every rule of loyalty's books is shown to fail. */
class LoyaltyRulesIT {

    /** Coupon u(10) is used for an order of 115.00, after another order gave it back; u(11) was sent; u(12) expired. */
    private static final String IN_ORDER = """
            create function u(n integer) returns uuid language sql immutable as
                $$ select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid $$;

            insert into coupon_program (id, version, event_sequence, name, active, validity_days, currency, time_zone,
                minimum_amount, minimum_includes_tax, minimum_quantity, eligible_products, reward_kind, reward_percentage,
                reward_scope, reward_products)
            values (u(1), 0, 0, 'Goodwill', true, 30, 'EUR', 'UTC', 0, false, 1, '{}', 'PERCENTAGE', 10, 'ORDER', '{}');
            insert into coupon (id, version, event_sequence, code, program_id, program_name, currency, time_zone,
                minimum_amount, minimum_includes_tax, minimum_quantity, eligible_products, reward_kind, reward_percentage,
                reward_scope, reward_products, created_on, expires_on, state, sent_at, redemption_id, order_reference,
                redeemed_at, discount, created_sub, created_name, created_at)
            select u(n), 0, 1, 'ABCDE-FGHJK-MNP' || n, id, name, currency, time_zone, minimum_amount, minimum_includes_tax,
                minimum_quantity, eligible_products, reward_kind, reward_percentage, reward_scope, reward_products,
                '2026-01-01', '2026-01-31', state, sent_at, redemption_id, reference, redeemed_at, discount, 'agnes', 'Agnes',
                now()
            from coupon_program, (values
                (10, 'USED', null, u(20), 'SO-2', now(), 11.50),
                (11, 'SENT', now(), null, null, null, null),
                (12, 'EXPIRED', null, null, null, null, null))
                as given (n, state, sent_at, redemption_id, reference, redeemed_at, discount);
            insert into coupon_redemption (id, coupon_id, order_reference, currency, order_net, order_tax, discount,
                redeemed_sub, redeemed_name, redeemed_at, released_sub, released_name, released_at)
            values (u(20), u(10), 'SO-2', 'EUR', 100, 15,
                    '{"lines": [{"tax": {"ids": [], "rate": 15}, "amounts": {"net": -10.00, "tax": -1.50}}]}',
                    'lola', 'Lola', now(), null, null, null),
                (u(21), u(10), 'SO-1', 'EUR', 100, 15, '{"lines": []}', 'lola', 'Lola', now(), 'lola', 'Lola', now());
            insert into coupon_sending (id, coupon_id, action_id, requested_by_sub, requested_by_name, requested_at)
            values (u(30), u(11), u(31), 'agnes', 'Agnes', now())""";

    private static final Map<String, String> BREACHES = Map.ofEntries(
            entry(
                    "A coupon is used by one order and knows which, or by none",
                    "update coupon_redemption set released_at = now() where id = u(20)"),
            entry(
                    "What a used coupon took off is what its redemption took off",
                    "update coupon set discount = 10 where id = u(10)"),
            entry(
                    "No discount takes an order below zero",
                    "update coupon_redemption set order_net = 5, order_tax = 0 where id = u(20)"),
            entry("A coupon that is sent was asked to be", "delete from coupon_sending"),
            entry(
                    "No coupon expires before its last day is over",
                    "update coupon set expires_on = '2999-01-01' where id = u(12)"),
            entry("The outbox is empty", """
                    insert into outbox (id, aggregatetype, aggregateid, type, subject, payload)
                    values (u(99), 'coupon-generated', 'x', 'x', 'x', '{}')"""),
            entry("There is no dead letter", """
                    insert into dead_letter (id, direction, topic, headers, reason, detail)
                    values (u(99), 'outbound', 'coupon-generated', '{}', 'x', 'x')"""));

    private static Trial trial;

    @BeforeAll
    static void loyaltysTablesWithBooksAndWithoutConstraints() throws SQLException, IOException {
        trial = Trial.of(LoyaltyRules.ALL, "loyalty-service", IN_ORDER);
    }

    @AfterAll
    static void stopTheServer() throws SQLException, IOException {
        trial.close();
    }

    @Test
    void nothingIsFoundInBooksThatAreInOrder() throws SQLException {
        trial.nothingIsFoundInBooksThatAreInOrder();
    }

    @TestFactory
    Stream<DynamicTest> everyRuleFindsWhatContradictsIt() {
        return trial.everyRuleFindsWhatContradictsIt(BREACHES);
    }
}
