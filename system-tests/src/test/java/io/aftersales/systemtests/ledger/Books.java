package io.aftersales.systemtests.ledger;

/** Small books that hold something of everything: what the rules are tried on. */
final class Books {

    /**
     * A company u(1) and its contact u(2). Invoice u(10) of the company was paid and then credited: 50 of the credit settle
     * u(11) of the contact, 30 were paid out, 150 are left. Invoice u(12) was paid by 40 and credited in full, which released
     * the payment; of it 10 were paid out. u(13) is its corrected draft, u(42) a draft credit note that will post itself.
     */
    static final String IN_ORDER = """
            create function u(n integer) returns uuid language sql immutable as
                $$ select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid $$;

            insert into customer (id, sequence, name, company_id) values (u(1), 1, 'Company', u(1)), (u(2), 1, 'Contact', u(1));
            insert into number_counter (name, value) values ('INV/2026', 3), ('RINV/2026', 2);

            insert into invoice (id, version, event_sequence, state, customer_id, currency, net, tax, total, settled_by_payments,
                settled_by_credits, residual, payment_state, credited_total, duplicate_of, created_sub, created_name, created_at)
            values (u(10), 0, 3, 'DRAFT', u(1), 'EUR', 200, 30, 230, 0, 0, 0, 'NOT_PAID', 0, null, 'anna', 'Anna', now()),
                (u(11), 0, 3, 'DRAFT', u(2), 'EUR', 100, 0, 100, 0, 0, 0, 'NOT_PAID', 0, null, 'anna', 'Anna', now()),
                (u(12), 0, 3, 'DRAFT', u(1), 'EUR', 100, 0, 100, 0, 0, 0, 'NOT_PAID', 0, null, 'anna', 'Anna', now()),
                (u(13), 0, 1, 'DRAFT', u(1), 'EUR', 100, 0, 100, 0, 0, 0, 'NOT_PAID', 0, u(12), 'anna', 'Anna', now());
            insert into invoice_line (id, invoice_id, position, description, quantity, unit_price, discount, tax_ids, tax_rate,
                net, tax, credited_quantity, credited_net, credited_tax, conceded)
            values (u(15), u(10), 1, 'Lamp', 2, 100, 0, '{}', 15, 200, 30, 0, 0, 0, false),
                (u(16), u(11), 1, 'Lamp', 1, 100, 0, '{}', 0, 100, 0, 0, 0, 0, false),
                (u(17), u(12), 1, 'Lamp', 1, 100, 0, '{}', 0, 100, 0, 0, 0, 0, false),
                (u(18), u(13), 1, 'Lamp', 1, 100, 0, '{}', 0, 100, 0, 0, 0, 0, false);
            update invoice set state = 'POSTED', customer_name = 'Company', date = '2026-11-20', due_date = '2026-11-20',
                posted_sub = 'anna', posted_name = 'Anna', posted_at = now(),
                number = 'INV/2026/0000' || case id when u(10) then 1 when u(11) then 2 else 3 end,
                settled_by_payments = case id when u(10) then 230 when u(11) then 20 else 0 end,
                settled_by_credits = case id when u(10) then 0 when u(11) then 50 else 100 end,
                residual = case id when u(11) then 30 else 0 end,
                payment_state = case id when u(10) then 'PAID' when u(11) then 'PARTIAL' else 'REVERSED' end,
                credited_total = case id when u(10) then 230 when u(11) then 0 else 100 end
            where id <> u(13);
            update invoice_line set credited_quantity = quantity, credited_net = net, credited_tax = tax
            where invoice_id in (u(10), u(12));

            insert into payment (id, invoice_id, customer_id, currency, amount, residual, date, created_sub, created_name, created_at)
            values (u(20), u(10), u(1), 'EUR', 230, 0, '2026-11-20', 'anna', 'Anna', now()),
                (u(21), u(11), u(2), 'EUR', 20, 0, '2026-11-20', 'anna', 'Anna', now()),
                (u(22), u(12), u(1), 'EUR', 40, 30, '2026-11-20', 'anna', 'Anna', now());

            insert into credit_note (id, version, event_sequence, state, number, invoice_id, customer_id, reference, date, currency,
                net, tax, total, residual, released_payments, new_invoice_id, method, posts_itself, created_sub, created_name,
                created_at, confirmed_sub, confirmed_name, confirmed_at)
            values (u(40), 0, 4, 'POSTED', 'RINV/2026/00001', u(10), u(1), 'Reversal', '2026-11-21', 'EUR', 200, 30, 230, 150, 0,
                    null, null, false, 'agnes', 'Agnes', now(), 'anna', 'Anna', now()),
                (u(41), 0, 1, 'POSTED', 'RINV/2026/00002', u(12), u(1), 'Reversal', '2026-11-21', 'EUR', 100, 0, 100, 0, 40,
                    u(13), 'FULL_AND_NEW_DRAFT', false, 'agnes', 'Agnes', now(), 'agnes', 'Agnes', now()),
                (u(42), 0, 1, 'DRAFT', null, u(11), u(2), 'Reversal', current_date + 1, 'EUR', 100, 0, 100, 0, 0,
                    null, 'FULL', true, 'agnes', 'Agnes', now(), null, null, null);
            insert into credit_note_line (id, credit_note_id, invoice_line_id, position, quantity, unit_price, net, tax)
            values (u(45), u(40), u(15), 1, 2, 100, 200, 30), (u(46), u(41), u(17), 1, 1, 100, 100, 0),
                (u(47), u(42), u(16), 1, 1, 100, 100, 0);

            insert into settlement (id, invoice_id, payment_id, credit_note_id, amount, settled_at)
            values (u(30), u(10), u(20), null, 230, now()), (u(31), u(11), u(21), null, 20, now()),
                (u(32), u(12), u(22), null, 40, now()), (u(33), u(12), u(22), null, -40, now()),
                (u(34), u(12), null, u(41), 100, now()), (u(35), u(11), null, u(40), 50, now());
            insert into payout (id, payment_id, credit_note_id, customer_id, currency, amount, date, created_sub, created_name,
                created_at)
            values (u(50), null, u(40), u(1), 'EUR', 30, '2026-11-22', 'anna', 'Anna', now()),
                (u(51), u(22), null, u(1), 'EUR', 10, '2026-11-22', 'anna', 'Anna', now());

            insert into journal_entry (id, kind, document_id, customer_id, reference, date, currency, posted_at)
            select u(59 + n), kind, u(document), u(customer), 'X', '2026-11-20', 'EUR', now()
            from (values (1, 'INVOICE', 10, 1), (2, 'PAYMENT', 20, 1), (3, 'CREDIT_NOTE', 40, 1), (4, 'ALLOCATION', 35, 2),
                (5, 'PAYOUT', 50, 1), (6, 'INVOICE', 11, 2), (7, 'PAYMENT', 21, 2), (8, 'INVOICE', 12, 1), (9, 'PAYMENT', 22, 1),
                (10, 'CREDIT_NOTE', 41, 1), (11, 'PAYOUT', 51, 1)) entries (n, kind, document, customer);
            insert into journal_item (id, entry_id, position, account, customer_id, debit, credit)
            select u(100 + row_number() over ()::integer), u(59 + n), row_number() over ()::integer, account,
                u(customer), greatest(debit, 0), greatest(-debit, 0)
            from (values (1, 'RECEIVABLE', 1, 230), (1, 'INCOME', null, -200), (1, 'TAX', null, -30),
                (2, 'BANK', null, 230), (2, 'RECEIVABLE', 1, -230),
                (3, 'INCOME', null, 200), (3, 'TAX', null, 30), (3, 'RECEIVABLE', 1, -230),
                (4, 'RECEIVABLE', 1, 50), (4, 'RECEIVABLE', 2, -50),
                (5, 'RECEIVABLE', 1, 30), (5, 'BANK', null, -30),
                (6, 'RECEIVABLE', 2, 100), (6, 'INCOME', null, -100),
                (7, 'BANK', null, 20), (7, 'RECEIVABLE', 2, -20),
                (8, 'RECEIVABLE', 1, 100), (8, 'INCOME', null, -100),
                (9, 'BANK', null, 40), (9, 'RECEIVABLE', 1, -40),
                (10, 'INCOME', null, 100), (10, 'RECEIVABLE', 1, -100),
                (11, 'RECEIVABLE', 1, 10), (11, 'BANK', null, -10)) items (n, account, customer, debit)""";

    private Books() {}
}
