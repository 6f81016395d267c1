create table repair_order (
    id                   uuid           primary key,
    version              bigint         not null,
    event_sequence       bigint         not null,
    number               text           not null unique,
    state                text           not null
        check (state in ('DRAFT', 'CONFIRMED', 'UNDER_REPAIR', 'REPAIRED', 'CANCELLED')),
    invoice_method       text           not null check (invoice_method in ('NONE', 'BEFORE', 'AFTER')),
    invoice_state        text           not null
        check (invoice_state in ('NOT_NEEDED', 'TO_INVOICE', 'REQUESTED', 'DRAFTED', 'POSTED', 'REJECTED')),
    -- What is repaired, and for whom.
    customer_id          uuid           not null references customer,
    product_id           uuid           not null references product,
    serial_number        text           check (serial_number <> '' and length(serial_number) <= 50),
    quantity             numeric(12, 2) not null check (quantity > 0),
    description          text           not null check (description <> '' and length(description) <= 2000),
    sale_order_id        uuid           references sale_order,
    return_id            uuid           references goods_return,
    under_warranty       boolean        not null,
    repair_notes         text           check (length(repair_notes) <= 2000),
    quotation_notes      text           check (length(quotation_notes) <= 2000),
    responsible_sub      text           check (length(responsible_sub) <= 255),
    responsible_name     text           check (length(responsible_name) <= 255),
    planned_date         date,
    currency             text           not null check (currency ~ '^[A-Z]{3}$'),
    net                  numeric(19, 4) not null,
    tax                  numeric(19, 4) not null,
    total                numeric(19, 4) not null,
    -- The invoice: how often it was asked for, under which id it was last, and what accounting told of it.
    invoice_attempt      integer        not null check (invoice_attempt >= 0),
    invoice_ask_id       uuid           unique,
    invoice_id           uuid,
    invoice_number       text,
    invoice_sequence     bigint         not null,
    invoice_refusal_code text,
    invoice_refusal      text,
    -- The parts: whether inventory moved them.
    parts_state          text           not null
        check (parts_state in ('NONE', 'REQUESTED', 'CONSUMED', 'REJECTED', 'NOT_CONSUMED')),
    parts_ask_id         uuid           unique,
    parts_refusal_code   text,
    parts_refusal        text,
    parts_shortfall      jsonb,
    ticket_id            uuid,
    -- An action makes at most one repair order.
    action_id            uuid           unique,
    created_sub          text           not null,
    created_name         text           not null,
    created_at           timestamptz    not null,
    confirmed_sub        text,
    confirmed_name       text,
    confirmed_at         timestamptz,
    started_sub          text,
    started_name         text,
    started_at           timestamptz,
    repaired_sub         text,
    repaired_name        text,
    repaired_at          timestamptz,
    cancelled_sub        text,
    cancelled_name       text,
    cancelled_at         timestamptz,
    check (total = net + tax),
    check (num_nonnulls(responsible_sub, responsible_name) in (0, 2)),
    -- In which state the invoice may be how far, by method.
    constraint repair_order_invoice_state check (case invoice_method
        when 'NONE' then invoice_state = 'NOT_NEEDED'
        else case state
            when 'DRAFT' then invoice_state = 'TO_INVOICE'
            when 'CONFIRMED' then case invoice_method
                when 'BEFORE' then invoice_state in ('TO_INVOICE', 'REQUESTED', 'DRAFTED', 'POSTED', 'REJECTED')
                else invoice_state = 'TO_INVOICE' end
            when 'UNDER_REPAIR' then case invoice_method
                when 'BEFORE' then invoice_state in ('REQUESTED', 'DRAFTED', 'POSTED', 'REJECTED')
                else invoice_state = 'TO_INVOICE' end
            when 'REPAIRED' then case invoice_method
                when 'BEFORE' then invoice_state in ('REQUESTED', 'DRAFTED', 'POSTED', 'REJECTED')
                else invoice_state in ('TO_INVOICE', 'REQUESTED', 'DRAFTED', 'POSTED', 'REJECTED') end
            when 'CANCELLED' then invoice_state in ('NOT_NEEDED', 'DRAFTED', 'POSTED')
        end end),
    constraint repair_order_invoice_link check (case
        when invoice_state in ('DRAFTED', 'POSTED') then invoice_id is not null and invoice_ask_id is not null
        when invoice_state = 'REQUESTED' then invoice_ask_id is not null
        when invoice_state = 'TO_INVOICE' then invoice_id is null and invoice_ask_id is null
        else true end),
    check (invoice_state <> 'REJECTED' or invoice_refusal_code is not null),
    check (invoice_ask_id is null or invoice_attempt > 0),
    -- Parts are asked for while the order is under repair, and moved when it is repaired.
    constraint repair_order_parts check (case parts_state
        when 'REQUESTED' then state = 'UNDER_REPAIR' and parts_ask_id is not null
        when 'CONSUMED' then state = 'REPAIRED' and parts_ask_id is not null
        when 'NOT_CONSUMED' then state = 'REPAIRED'
        when 'REJECTED' then state in ('UNDER_REPAIR', 'CANCELLED') and parts_refusal_code is not null
        else true end),
    check (state <> 'REPAIRED' or repaired_at is not null),
    check (state <> 'CANCELLED' or cancelled_at is not null)
) with (fillfactor = 80);
create index repair_order_customer on repair_order (customer_id, id);
create index repair_order_ticket on repair_order (ticket_id, id) where ticket_id is not null;
create index repair_order_created on repair_order (created_sub, id);

create table repair_line (
    id          uuid           primary key,
    order_id    uuid           not null references repair_order,
    position    integer        not null check (position between 1 and 100),
    kind        text           not null check (kind in ('ADD', 'REMOVE', 'OPERATION')),
    product_id  uuid           references product,
    description text           not null check (description <> '' and length(description) <= 200),
    quantity    numeric(12, 2) not null check (quantity > 0),
    unit_price  numeric(19, 4) not null check (unit_price >= 0),
    tax_ids     uuid[]         not null,
    tax_rate    numeric(7, 4)  not null check (tax_rate >= 0),
    net         numeric(19, 4) not null check (net >= 0),
    tax         numeric(19, 4) not null check (tax >= 0),
    unique (order_id, position) deferrable initially deferred,
    check ((kind = 'OPERATION') = (product_id is null)),
    -- What is taken out is never charged.
    check (kind <> 'REMOVE' or (net = 0 and tax = 0))
);

-- The only ways from state to state.
create function refuse_repair_order_transition() returns trigger language plpgsql as $$
begin
    if (old.state, new.state) not in (
            ('DRAFT', 'CONFIRMED'), ('CONFIRMED', 'UNDER_REPAIR'), ('UNDER_REPAIR', 'REPAIRED'),
            ('DRAFT', 'CANCELLED'), ('CONFIRMED', 'CANCELLED'), ('UNDER_REPAIR', 'CANCELLED'), ('CANCELLED', 'DRAFT')) then
        raise exception 'repair order % goes from % to nothing but its successors, not to %', old.number, old.state, new.state
            using errcode = 'restrict_violation';
    end if;
    if new.state = 'UNDER_REPAIR' and new.invoice_method = 'BEFORE' and new.invoice_state not in ('DRAFTED', 'POSTED') then
        raise exception 'repair order % is invoiced before it is begun', old.number using errcode = 'restrict_violation';
    end if;
    if new.state = 'CANCELLED' and old.invoice_state = 'REQUESTED' then
        raise exception 'repair order % awaits its invoice', old.number using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger repair_order_transition before update on repair_order for each row
    when (old.state <> new.state) execute function refuse_repair_order_transition();

-- What is repaired and for whom, and how it is invoiced, is settled with the draft.
create function refuse_change_after_draft() returns trigger language plpgsql as $$
begin
    raise exception 'repair order % is no draft any more', old.number using errcode = 'restrict_violation';
end $$;
create trigger repair_order_is_fixed_after_draft before update on repair_order for each row
    when (old.state <> 'DRAFT' and (old.number, old.product_id, old.quantity, old.invoice_method, old.customer_id,
        old.sale_order_id, old.return_id, old.currency)
        is distinct from (new.number, new.product_id, new.quantity, new.invoice_method, new.customer_id,
        new.sale_order_id, new.return_id, new.currency))
    execute function refuse_change_after_draft();

-- The way of the invoice: asked for, then answered; a posted one stays posted, until the order begins anew.
create function refuse_repair_invoice_transition() returns trigger language plpgsql as $$
begin
    if old.state = 'DRAFT' or new.state = 'DRAFT' or (old.invoice_state, new.invoice_state) in (
            ('TO_INVOICE', 'REQUESTED'), ('REJECTED', 'REQUESTED'), ('REQUESTED', 'DRAFTED'), ('REQUESTED', 'POSTED'),
            ('REQUESTED', 'REJECTED'), ('DRAFTED', 'POSTED'), ('DRAFTED', 'REJECTED'))
            or (new.state = 'CANCELLED' and new.invoice_state = 'NOT_NEEDED' and old.invoice_state <> 'POSTED') then
        return new;
    end if;
    raise exception 'the invoice of repair order % does not go from % to %', old.number, old.invoice_state, new.invoice_state
        using errcode = 'restrict_violation';
end $$;
create trigger repair_invoice_transition before update on repair_order for each row
    when (old.invoice_state <> new.invoice_state) execute function refuse_repair_invoice_transition();

-- From the moment that the invoice or the parts are asked for, lines are fixed.
create function refuse_change_of_fixed_line() returns trigger language plpgsql as $$
declare
    line repair_line := case when tg_op = 'INSERT' then new else old end;
begin
    if exists (select from repair_order where id = line.order_id
            and (invoice_state in ('REQUESTED', 'DRAFTED', 'POSTED') or parts_state = 'REQUESTED')) then
        raise exception 'line % belongs to a repair order whose lines are fixed', line.id using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger fixed_line_stays before insert or update or delete on repair_line for each row
    execute function refuse_change_of_fixed_line();
