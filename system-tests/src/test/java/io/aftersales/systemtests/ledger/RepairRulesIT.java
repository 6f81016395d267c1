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

/** Every rule of repair's books is shown to fail. */
class RepairRulesIT {

    /** Order u(10) is repaired: a part and an operation of 50.00 at 15 %, and a part taken out. u(11) is a draft under warranty. */
    private static final String IN_ORDER = """
            set session_replication_role = replica;
            create function u(n integer) returns uuid language sql immutable as
                $$ select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid $$;

            insert into customer (id, sequence, name, company_id) values (u(1), 1, 'Company', u(1));
            insert into product (id, sequence, sku, name, goods, active) values (u(2), 1, 'LAMP', 'Lamp', true, true);
            insert into number_counter (name, value) values ('RO', 2);
            insert into repair_order (id, version, event_sequence, number, state, invoice_method, invoice_state, customer_id,
                product_id, quantity, description, under_warranty, currency, net, tax, total, invoice_attempt, invoice_ask_id,
                invoice_id, invoice_sequence, parts_state, parts_ask_id, created_sub, created_name, created_at, repaired_at)
            values (u(10), 0, 1, 'RO/00001', 'REPAIRED', 'BEFORE', 'DRAFTED', u(1), u(2), 1, 'Broken', false, 'EUR', 100, 15, 115,
                    1, u(20), u(21), 1, 'CONSUMED', u(22), 'agnes', 'Agnes', now(), now()),
                (u(11), 0, 1, 'RO/00002', 'DRAFT', 'NONE', 'NOT_NEEDED', u(1), u(2), 1, 'Broken', true, 'EUR', 0, 0, 0,
                    0, null, null, 0, 'NONE', null, 'agnes', 'Agnes', now(), null);
            insert into repair_line (id, order_id, position, kind, product_id, description, quantity, unit_price, tax_ids,
                tax_rate, net, tax)
            values (u(30), u(10), 1, 'ADD', u(2), 'Lamp', 1, 50, '{}', 15, 50, 7.5),
                (u(31), u(10), 2, 'REMOVE', u(2), 'Lamp', 1, 30, '{}', 15, 0, 0),
                (u(32), u(10), 3, 'OPERATION', null, 'Replace it', 1, 50, '{}', 15, 50, 7.5),
                (u(33), u(11), 1, 'OPERATION', null, 'Replace it', 1, 50, '{}', 15, 0, 0)""";

    private static final Map<String, String> BREACHES = Map.ofEntries(
            entry(
                    "A line costs what its terms say, and nothing under warranty or when it is taken out",
                    "update repair_order set under_warranty = false where id = u(11)"),
            entry(
                    "An order costs what its lines cost",
                    "update repair_order set net = 99, total = 114 where id = u(10)"),
            entry(
                    "A repaired order has had its parts moved, or has none, or says that nobody could move them",
                    "update repair_order set parts_state = 'NONE' where id = u(10)"),
            entry(
                    "An order that is invoiced before was not begun before it had asked for its invoice",
                    "update repair_order set invoice_attempt = 0 where id = u(10)"),
            entry(
                    "Numbers of repair orders count from 1 without gaps, and the counter stands at the last",
                    "update repair_order set number = 'RO/00003' where id = u(11)"),
            entry("No command waits for a record", """
                    insert into set_aside_command (message_id, topic, kafka_partition, kafka_offset, headers, payload)
                    values (u(99), 'create-repair-order', 0, 0, '{}', '{}')"""),
            entry("The outbox is empty", """
                    insert into outbox (id, aggregatetype, aggregateid, type, subject, payload)
                    values (u(99), 'repair-order-created', 'x', 'x', 'x', '{}')"""),
            entry("There is no dead letter", """
                    insert into dead_letter (id, direction, topic, headers, reason, detail)
                    values (u(99), 'outbound', 'repair-order-created', '{}', 'x', 'x')"""));

    private static Trial trial;

    @BeforeAll
    static void repairsTablesWithBooksAndWithoutConstraints() throws SQLException, IOException {
        trial = Trial.of(RepairRules.ALL, "repair-service", IN_ORDER);
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
