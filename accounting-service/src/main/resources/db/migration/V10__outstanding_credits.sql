-- What of a posted credit note or of a payment settles nothing: an outstanding credit. It is set against other invoices of the
-- same company (settlement) or paid out (payout); residual is what is left then.
create view outstanding_credit as
    select id, 'CREDIT_NOTE' as kind, customer_id, invoice_id, number as reference, date, currency, total as amount, residual
    from credit_note where residual > 0
    union all
    select id, 'PAYMENT', customer_id, invoice_id, reference, date, currency, amount, residual
    from payment where residual > 0;

-- Money given back to a customer. Only ever added to.
create table payout (
    id             uuid           primary key,
    payment_id     uuid           references payment,
    credit_note_id uuid           references credit_note,
    customer_id    uuid           not null references customer,
    currency       text           not null check (currency ~ '^[A-Z]{3}$'),
    amount         numeric(19, 4) not null check (amount > 0),
    date           date           not null,
    reference      text           check (length(reference) <= 200),
    created_sub    text           not null,
    created_name   text           not null,
    created_at     timestamptz    not null,
    check (num_nonnulls(payment_id, credit_note_id) = 1)
);
create index payout_payment on payout (payment_id) where payment_id is not null;
create index payout_credit_note on payout (credit_note_id) where credit_note_id is not null;
create trigger payout_is_append_only before update or delete on payout for each row
    execute function refuse_any_change();

-- Who settled, which rows from before this migration do not tell; and a way from an outstanding credit to all that it settled.
alter table settlement add settled_sub text, add settled_name text;
create index settlement_payment on settlement (payment_id) where payment_id is not null;
create index settlement_credit_note on settlement (credit_note_id) where credit_note_id is not null;

-- A receivable is one customer's. A credit of one that settles the invoice of another of the same company moves it.
alter table journal_item add customer_id uuid references customer;
alter table journal_item disable trigger journal_item_is_append_only;
update journal_item i set customer_id = e.customer_id
from journal_entry e where e.id = i.entry_id and i.account = 'RECEIVABLE';
alter table journal_item enable trigger journal_item_is_append_only;
alter table journal_item add check ((account = 'RECEIVABLE') = (customer_id is not null));

alter table journal_entry drop constraint journal_entry_kind_check;
alter table journal_entry add constraint journal_entry_kind_check
    check (kind in ('INVOICE', 'CREDIT_NOTE', 'PAYMENT', 'PAYOUT', 'ALLOCATION'));
