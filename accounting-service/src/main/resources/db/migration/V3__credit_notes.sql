create table credit_note (
    id                uuid           primary key,
    version           bigint         not null,
    event_sequence    bigint         not null,
    state             text           not null check (state in ('DRAFT', 'POSTED', 'CANCELLED')),
    number            text           unique,
    invoice_id        uuid           not null references invoice,
    customer_id       uuid           not null references customer,
    reason_code       text           references credit_note_reason,
    reason            text           check (length(reason) <= 1000),
    reference         text           not null,
    date              date           not null,
    currency          text           not null check (currency ~ '^[A-Z]{3}$'),
    net               numeric(19, 4) not null,
    tax               numeric(19, 4) not null,
    total             numeric(19, 4) not null check (total >= 0),
    -- What of a posted credit note settles nothing yet: an outstanding credit of the customer.
    residual          numeric(19, 4) not null check (residual >= 0),
    -- Payments of the invoice that this note took the place of, and so set free.
    released_payments numeric(19, 4) not null check (released_payments >= 0),
    new_invoice_id    uuid           references invoice,
    ticket_id         uuid,
    -- An action makes at most one credit note.
    action_id         uuid           unique,
    created_sub       text           not null,
    created_name      text           not null,
    created_at        timestamptz    not null,
    edited_sub        text,
    edited_name       text,
    edited_at         timestamptz,
    confirmed_sub     text,
    confirmed_name    text,
    confirmed_at      timestamptz,
    cancelled_sub     text,
    cancelled_name    text,
    cancelled_at      timestamptz,
    check (total = net + tax),
    check ((state = 'POSTED') = (number is not null)),
    check ((state = 'POSTED') = (confirmed_at is not null)),
    check ((state = 'CANCELLED') = (cancelled_at is not null)),
    check (state = 'POSTED' or (residual = 0 and released_payments = 0 and new_invoice_id is null)),
    check (residual <= total)
) with (fillfactor = 90);
create index credit_note_invoice on credit_note (invoice_id);
create index credit_note_customer on credit_note (customer_id, id);
create index credit_note_ticket on credit_note (ticket_id) where ticket_id is not null;
create index credit_note_outstanding on credit_note (customer_id, id) where residual > 0;

create table credit_note_line (
    id              uuid           primary key,
    credit_note_id  uuid           not null references credit_note,
    invoice_line_id uuid           not null references invoice_line,
    position        integer        not null check (position between 1 and 500),
    quantity        numeric(12, 2) not null check (quantity > 0),
    unit_price      numeric(19, 4) not null,
    net             numeric(19, 4) not null,
    tax             numeric(19, 4) not null,
    unique (credit_note_id, invoice_line_id)
);
create index credit_note_line_invoice_line on credit_note_line (invoice_line_id);

-- What settled an invoice, by how much; negative where it was taken back. Only ever added to.
create table settlement (
    id             uuid           primary key,
    invoice_id     uuid           not null references invoice,
    payment_id     uuid           references payment,
    -- Deferred: Hibernate may write the settlement first.
    credit_note_id uuid           references credit_note deferrable initially deferred,
    amount         numeric(19, 4) not null check (amount <> 0),
    settled_at     timestamptz    not null,
    check (num_nonnulls(payment_id, credit_note_id) = 1)
);
create index settlement_invoice on settlement (invoice_id);

create function refuse_any_change() returns trigger language plpgsql as $$
begin
    raise exception '% is only ever added to', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger settlement_is_append_only before update or delete on settlement for each row
    execute function refuse_any_change();

-- A posted credit note never changes, but for what of it is still outstanding.
create function refuse_change_of_posted_credit_note() returns trigger language plpgsql as $$
begin
    raise exception 'credit note % is posted and never changes', old.number using errcode = 'restrict_violation';
end $$;
create trigger posted_credit_note_is_immutable before update on credit_note for each row
    when (old.state = 'POSTED' and (old.state, old.number, old.invoice_id, old.customer_id, old.reason_code, old.reason,
        old.reference, old.date, old.currency, old.net, old.tax, old.total, old.released_payments, old.new_invoice_id,
        old.ticket_id, old.action_id, old.created_at, old.confirmed_at)
        is distinct from (new.state, new.number, new.invoice_id, new.customer_id, new.reason_code, new.reason,
        new.reference, new.date, new.currency, new.net, new.tax, new.total, new.released_payments, new.new_invoice_id,
        new.ticket_id, new.action_id, new.created_at, new.confirmed_at))
    execute function refuse_change_of_posted_credit_note();
create trigger posted_credit_note_stays before delete on credit_note for each row
    when (old.state = 'POSTED') execute function refuse_change_of_posted_credit_note();

-- The transaction that posts the note (it wrote the note's row: xmin) still sets the final amounts of the lines.
create function refuse_change_of_posted_credit_note_line() returns trigger language plpgsql as $$
begin
    if exists (select from credit_note
            where id = old.credit_note_id and state = 'POSTED' and xmin <> pg_current_xact_id()::xid) then
        raise exception 'line % belongs to a posted credit note, which never changes', old.id
            using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger posted_credit_note_line_is_immutable before update or delete on credit_note_line for each row
    execute function refuse_change_of_posted_credit_note_line();

-- Checked once per note, at the commit that posts it.
create function check_posted_credit_note_totals() returns trigger language plpgsql as $$
declare
    lines record;
begin
    select count(*) as count, sum(net) as net, sum(tax) as tax into lines
    from credit_note_line where credit_note_id = new.id;
    if lines.count = 0 or lines.net <> new.net or lines.tax <> new.tax then
        raise exception 'credit note %: totals differ from its lines', new.number using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger new_credit_note_totals_are_those_of_the_lines after insert on credit_note
    deferrable initially deferred for each row
    when (new.state = 'POSTED') execute function check_posted_credit_note_totals();
create constraint trigger posted_credit_note_totals_are_those_of_the_lines after update on credit_note
    deferrable initially deferred for each row
    when (old.state <> 'POSTED' and new.state = 'POSTED') execute function check_posted_credit_note_totals();
