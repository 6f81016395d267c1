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

/** Every rule of inventory's books is shown to fail. */
class InventoryRulesIT {

    /**
     * Ten lamps u(2) and the phones A1 and A2 of u(3) came in. Delivery u(20) of order u(10) brought four lamps and A1; return
     * u(30) took one lamp and A1 back, return u(31) announced another lamp. Delivery u(21) holds two lamps.
     */
    private static final String IN_ORDER = """
            create function u(n integer) returns uuid language sql immutable as
                $$ select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid $$;
            create function stock() returns uuid language sql immutable as $$ select u(1) $$;

            insert into customer (id, sequence, name, company_id) values (u(100), 1, 'Company', u(100));
            insert into number_counter (name, value) values ('WH/OUT', 2), ('WH/IN', 2), ('S', 1);
            insert into product (id, version, event_sequence, sku, name, kind, tracking, active)
            values (u(102), 0, 1, 'LAMP', 'Lamp', 'GOODS', 'NONE', true), (u(103), 0, 1, 'PHONE', 'Phone', 'GOODS', 'SERIAL', true);
            insert into sale_order (id, version, event_sequence, number, customer_id, date, created_sub, created_name, created_at)
            values (u(10), 0, 3, 'S00001', u(100), '2026-11-20', 'ines', 'Ines', now());
            insert into sale_order_line (id, sale_order_id, position, product_id, quantity, delivered, returned)
            values (u(11), u(10), 1, u(102), 4, 3, 1), (u(12), u(10), 2, u(103), 1, 0, 1);
            insert into delivery (id, version, event_sequence, state, number, customer_id, sale_order_id, date, returnable,
                created_sub, created_name, created_at, validated_sub, validated_name, validated_at)
            values (u(20), 0, 1, 'DONE', 'WH/OUT/00001', u(100), u(10), '2026-11-20', 2, 'ines', 'Ines', now(), 'ines', 'Ines', now()),
                (u(21), 0, 0, 'READY', 'WH/OUT/00002', u(100), null, null, 0, 'ines', 'Ines', now(), null, null, null);
            insert into delivery_line (id, delivery_id, position, product_id, sale_order_line_id, quantity, delivered, claimed,
                serial_numbers)
            values (u(22), u(20), 1, u(102), u(11), 4, 4, 2, '{}'), (u(23), u(20), 2, u(103), u(12), 1, 1, 1, '{A1}'),
                (u(24), u(21), 1, u(102), null, 2, 0, 0, '{}');
            insert into goods_return (id, version, event_sequence, state, number, delivery_id, customer_id, return_location_id, origin,
                date, created_sub, created_name, created_at, validated_sub, validated_name, validated_at)
            values (u(30), 0, 2, 'DONE', 'WH/IN/00001', u(20), u(100), stock(), 'Return of WH/OUT/00001', '2026-11-21', 'agnes',
                    'Agnes', now(), 'ines', 'Ines', now()),
                (u(31), 0, 1, 'READY', 'WH/IN/00002', u(20), u(100), stock(), 'Return of WH/OUT/00001', null, 'agnes', 'Agnes', now(),
                    null, null, null);
            insert into return_line (id, goods_return_id, delivery_line_id, position, quantity, received, serial_numbers,
                received_serials)
            values (u(32), u(30), u(22), 1, 1, 1, '{}', '{}'), (u(33), u(30), u(23), 2, 1, 1, '{A1}', '{A1}'),
                (u(34), u(31), u(22), 1, 1, 0, '{}', '{}');
            insert into stock_move (id, product_id, from_location_id, to_location_id, quantity, serial_numbers, reference, date,
                delivery_line_id, return_line_id, reverses, history, done_sub, done_name, done_at)
            values (u(40), u(102), u(3), stock(), 10, '{}', 'Bought in', '2026-11-19', null, null, null, false, 'ines', 'Ines', now()),
                (u(41), u(103), u(3), stock(), 2, '{A1,A2}', 'Bought in', '2026-11-19', null, null, null, false, 'ines', 'Ines', now()),
                (u(42), u(102), stock(), u(2), 4, '{}', 'WH/OUT/00001', '2026-11-20', u(22), null, null, false, 'ines', 'Ines', now()),
                (u(43), u(103), stock(), u(2), 1, '{A1}', 'WH/OUT/00001', '2026-11-20', u(23), null, null, false, 'ines', 'Ines', now()),
                (u(44), u(102), u(2), stock(), 1, '{}', 'WH/IN/00001', '2026-11-21', null, u(32), u(42), false, 'ines', 'Ines', now()),
                (u(45), u(103), u(2), stock(), 1, '{A1}', 'WH/IN/00001', '2026-11-21', null, u(33), u(43), false, 'ines', 'Ines', now());
            insert into stock_level (id, product_id, location_id, on_hand, reserved, overdraft)
            values (u(50), u(102), stock(), 7, 2, 0), (u(51), u(103), stock(), 2, 0, 0);
            insert into serial_number (id, product_id, number, location_id) values (u(60), u(103), 'A1', stock()), (u(61), u(103), 'A2', stock())""";

    private static final Map<String, String> BREACHES = Map.ofEntries(
            entry(
                    "Stock on hand of a product at a location is the sum of the moves",
                    "update stock_level set on_hand = 8 where id = u(50)"),
            entry(
                    "Only history and forced repairs take stock below zero",
                    "update stock_level set on_hand = -1 where id = u(50)"),
            entry(
                    "The parts of a repair are moved for one repair order, and moves of repairs have one",
                    "insert into stock_move (id, product_id, from_location_id, to_location_id, quantity, serial_numbers, reference,"
                            + " date, history, done_sub, done_name, done_at) values"
                            + " (u(46), u(102), u(4), u(5), 1, '{}', 'RO/00001', '2026-11-21', false, 'rita', 'Rita', now())"),
            entry(
                    "What is reserved is what deliveries that are ready hold",
                    "update delivery set state = 'DRAFT' where id = u(21)"),
            entry(
                    "What was delivered of a line, and came back of it, has one move each",
                    "delete from stock_move where id = u(42)"),
            entry(
                    "A move back reverses the one by which the goods had left, and never more",
                    "update stock_move set reverses = u(43) where id = u(44)"),
            entry(
                    "Returns that are ready or done never take more of a line than was delivered",
                    "update return_line set quantity = 4 where id = u(34)"),
            entry(
                    "What a delivery has left is what its lines have left",
                    "update delivery set returnable = 3 where id = u(20)"),
            entry(
                    "A sale order shows as delivered what left less what came back",
                    "update sale_order_line set delivered = 4 where id = u(11)"),
            entry(
                    "A piece is where its last move left it",
                    "update serial_number set location_id = null, delivery_line_id = u(23) where id = u(60)"),
            entry(
                    "Numbers of deliveries, returns and orders count from 1 without gaps, and the counter stands at the last",
                    "update goods_return set number = 'WH/IN/00003' where id = u(31)"),
            entry("The outbox is empty", """
                    insert into outbox (id, aggregatetype, aggregateid, type, subject, payload)
                    values (u(99), 'return-created', 'x', 'x', 'x', '{}')"""),
            entry("There is no dead letter", """
                    insert into dead_letter (id, direction, topic, headers, reason, detail)
                    values (u(99), 'outbound', 'return-created', '{}', 'x', 'x')"""));

    private static Trial trial;

    @BeforeAll
    static void inventorysTablesWithBooksAndWithoutConstraints() throws SQLException, IOException {
        trial = Trial.of(InventoryRules.ALL, "inventory-service", IN_ORDER);
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
