create table invoice (
    id                  uuid           primary key,
    version             bigint         not null,
    event_sequence      bigint         not null,
    state               text           not null check (state in ('DRAFT', 'POSTED', 'CANCELLED')),
    number              text           unique,
    customer_id         uuid           references customer,
    date                date,
    due_date            date,
    currency            text           not null check (currency ~ '^[A-Z]{3}$'),
    net                 numeric(19, 4) not null,
    tax                 numeric(19, 4) not null,
    total               numeric(19, 4) not null,
    -- How the total came down: by payments, by credit notes; what is open is derived, and stored to be summed and indexed.
    settled_by_payments numeric(19, 4) not null check (settled_by_payments >= 0),
    settled_by_credits  numeric(19, 4) not null check (settled_by_credits >= 0),
    residual            numeric(19, 4) not null check (residual >= 0),
    payment_state       text           not null check (payment_state in ('NOT_PAID', 'PARTIAL', 'PAID', 'REVERSED')),
    -- What posted credit notes took of it, whether it settled this invoice or not: never more than the invoice.
    credited_total      numeric(19, 4) not null check (credited_total >= 0),
    -- The customer as it was when the invoice was posted.
    customer_name       text,
    customer_street     text,
    customer_street2    text,
    customer_city       text,
    customer_zip        text,
    customer_country    text,
    customer_vat_id     text,
    external_reference  text           unique check (external_reference <> '' and length(external_reference) <= 100),
    origin              text           check (length(origin) <= 200),
    duplicate_of        uuid           references invoice,
    ticket_id           uuid,
    action_id           uuid           unique,
    created_sub         text           not null,
    created_name        text           not null,
    created_at          timestamptz    not null,
    posted_sub          text,
    posted_name         text,
    posted_at           timestamptz,
    cancelled_sub       text,
    cancelled_name      text,
    cancelled_at        timestamptz,
    check (total = net + tax),
    check (state <> 'POSTED' or (number is not null and customer_id is not null and customer_name is not null
        and date is not null and due_date is not null and posted_at is not null and total >= 0)),
    check (state = 'POSTED' or (number is null and settled_by_payments = 0 and settled_by_credits = 0
        and residual = 0 and credited_total = 0)),
    check (state <> 'POSTED' or residual = total - settled_by_payments - settled_by_credits),
    check (credited_total <= greatest(total, 0)),
    check ((state = 'CANCELLED') = (cancelled_at is not null)),
    check (payment_state = case
        when state <> 'POSTED' then 'NOT_PAID'
        when residual = 0 and settled_by_payments = 0 and settled_by_credits > 0 then 'REVERSED'
        when residual = 0 then 'PAID'
        when residual = total then 'NOT_PAID'
        else 'PARTIAL' end)
) with (fillfactor = 80);
create index invoice_customer on invoice (customer_id, id);
create index invoice_duplicate_of on invoice (duplicate_of) where duplicate_of is not null;

create table invoice_line (
    id                uuid           primary key,
    invoice_id        uuid           not null references invoice,
    position          integer        not null check (position between 1 and 500),
    product_id        uuid,
    description       text           not null check (description <> '' and length(description) <= 200),
    quantity          numeric(12, 2) not null check (quantity > 0),
    unit_price        numeric(19, 4) not null,
    discount          numeric(5, 2)  not null check (discount between 0 and 100),
    tax_ids           uuid[]         not null,
    tax_rate          numeric(7, 4)  not null check (tax_rate >= 0),
    net               numeric(19, 4) not null,
    tax               numeric(19, 4) not null,
    -- What posted credit notes took of the line. A deduction (negative price) is credited by negative amounts.
    credited_quantity numeric(12, 2) not null check (credited_quantity between 0 and quantity),
    credited_net      numeric(19, 4) not null check (abs(credited_net) <= abs(net) and credited_net * net >= 0),
    credited_tax      numeric(19, 4) not null check (abs(credited_tax) <= abs(tax) and credited_tax * tax >= 0),
    -- Whether some of it was a lower price rather than fewer units.
    conceded          boolean        not null,
    unique (invoice_id, position) deferrable initially deferred,
    check (credited_quantity < quantity or (credited_net = net and credited_tax = tax))
) with (fillfactor = 80);

-- Money received for an invoice. residual is what settles nothing: a full credit released it.
create table payment (
    id           uuid           primary key,
    invoice_id   uuid           not null references invoice,
    customer_id  uuid           not null references customer,
    currency     text           not null check (currency ~ '^[A-Z]{3}$'),
    amount       numeric(19, 4) not null check (amount > 0),
    residual     numeric(19, 4) not null check (residual between 0 and amount),
    date         date           not null,
    reference    text           check (length(reference) <= 200),
    created_sub  text           not null,
    created_name text           not null,
    created_at   timestamptz    not null
);
create index payment_invoice on payment (invoice_id, id);
create index payment_outstanding on payment (customer_id, id) where residual > 0;

-- A posted invoice never changes: only what came of it (settlement, credits, version) may.
create function refuse_change_of_posted_invoice() returns trigger language plpgsql as $$
begin
    raise exception 'invoice % is posted and never changes', old.number using errcode = 'restrict_violation';
end $$;
create trigger posted_invoice_is_immutable before update on invoice for each row
    when (old.state = 'POSTED' and (old.state, old.number, old.customer_id, old.date, old.due_date, old.currency, old.net,
        old.tax, old.total, old.customer_name, old.customer_street, old.customer_street2, old.customer_city,
        old.customer_zip, old.customer_country, old.customer_vat_id, old.external_reference, old.origin, old.duplicate_of,
        old.ticket_id, old.action_id, old.created_at, old.posted_at)
        is distinct from (new.state, new.number, new.customer_id, new.date, new.due_date, new.currency, new.net,
        new.tax, new.total, new.customer_name, new.customer_street, new.customer_street2, new.customer_city,
        new.customer_zip, new.customer_country, new.customer_vat_id, new.external_reference, new.origin, new.duplicate_of,
        new.ticket_id, new.action_id, new.created_at, new.posted_at))
    execute function refuse_change_of_posted_invoice();
create trigger posted_invoice_stays before delete on invoice for each row
    when (old.state = 'POSTED') execute function refuse_change_of_posted_invoice();

-- The same for its lines. Of a line, credits may change what was credited; that path never reaches the function.
create function refuse_change_of_posted_line() returns trigger language plpgsql as $$
declare
    line invoice_line := case when tg_op = 'INSERT' then new else old end;
begin
    if exists (select from invoice where id = line.invoice_id and state = 'POSTED') then
        raise exception 'line % belongs to a posted invoice, which never changes', line.id
            using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger posted_line_is_immutable before update on invoice_line for each row
    when ((old.id, old.invoice_id, old.position, old.product_id, old.description, old.quantity, old.unit_price,
        old.discount, old.tax_ids, old.tax_rate, old.net, old.tax)
        is distinct from (new.id, new.invoice_id, new.position, new.product_id, new.description, new.quantity,
        new.unit_price, new.discount, new.tax_ids, new.tax_rate, new.net, new.tax))
    execute function refuse_change_of_posted_line();
create trigger posted_line_stays before insert or delete on invoice_line for each row
    execute function refuse_change_of_posted_line();

-- Posted totals are those of the lines, and there are lines.
create function check_posted_totals() returns trigger language plpgsql as $$
declare
    lines record;
begin
    select count(*) as count, sum(net) as net, sum(tax) as tax into lines from invoice_line where invoice_id = new.id;
    if lines.count = 0 or lines.net <> new.net or lines.tax <> new.tax then
        raise exception 'invoice %: totals differ from its lines', new.number using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger posted_totals_are_those_of_the_lines after update on invoice
    deferrable initially deferred for each row
    when (old.state <> 'POSTED' and new.state = 'POSTED') execute function check_posted_totals();
