create table sale_order (
    id                 uuid        primary key,
    version            bigint      not null,
    event_sequence     bigint      not null,
    number             text        not null unique,
    customer_id        uuid        not null references customer,
    date               date        not null,
    external_reference text        unique check (external_reference <> '' and length(external_reference) <= 100),
    created_sub        text        not null,
    created_name       text        not null,
    created_at         timestamptz not null
);
create index sale_order_customer on sale_order (customer_id, id);

create table sale_order_line (
    id            uuid           primary key,
    sale_order_id uuid           not null references sale_order,
    position      integer        not null check (position between 1 and 500),
    product_id    uuid           not null references product,
    quantity      numeric(12, 2) not null check (quantity > 0),
    -- What the customer has: delivered less taken back; and what was taken back.
    delivered     numeric(12, 2) not null check (delivered >= 0),
    returned      numeric(12, 2) not null check (returned >= 0),
    unique (sale_order_id, position)
);

create table delivery (
    id                 uuid        primary key,
    version            bigint      not null,
    event_sequence     bigint      not null,
    state              text        not null check (state in ('DRAFT', 'READY', 'DONE', 'CANCELLED')),
    number             text        not null unique,
    customer_id        uuid        not null references customer,
    sale_order_id      uuid        references sale_order,
    -- The day on which it was done.
    date               date,
    -- The delivery whose rest this one brings, or the return that it replaces the goods of.
    back_order_of      uuid        references delivery,
    replacement_for    uuid        unique,
    external_reference text        unique check (external_reference <> '' and length(external_reference) <= 100),
    ticket_id          uuid,
    action_id          uuid,
    -- What may still be returned, over all lines.
    returnable         numeric(14, 2) not null check (returnable >= 0),
    created_sub        text        not null,
    created_name       text        not null,
    created_at         timestamptz not null,
    validated_sub      text,
    validated_name     text,
    validated_at       timestamptz,
    cancelled_sub      text,
    cancelled_name     text,
    cancelled_at       timestamptz,
    check ((state = 'DONE') = (date is not null and validated_at is not null)),
    check ((state = 'CANCELLED') = (cancelled_at is not null)),
    check (state = 'DONE' or returnable = 0)
);
create index delivery_customer on delivery (customer_id, id);
create index delivery_sale_order on delivery (sale_order_id) where sale_order_id is not null;
create index delivery_back_order_of on delivery (back_order_of) where back_order_of is not null;

create table delivery_line (
    id                 uuid           primary key,
    delivery_id        uuid           not null references delivery,
    position           integer        not null check (position between 1 and 500),
    product_id         uuid           not null references product,
    sale_order_line_id uuid           references sale_order_line,
    -- Asked for, and what was delivered of it; the rest went to a back-order or was dropped.
    quantity           numeric(12, 2) not null check (quantity > 0),
    delivered          numeric(12, 2) not null check (delivered between 0 and quantity),
    -- What returns that are ready or done take of it: never more than was delivered.
    claimed          numeric(12, 2) not null check (claimed between 0 and delivered),
    -- Of a tracked product: the pieces that were delivered.
    serial_numbers     text[]         not null,
    unique (delivery_id, position),
    check (cardinality(serial_numbers) = 0 or cardinality(serial_numbers) = delivered)
);
create index delivery_line_product on delivery_line (product_id, delivery_id);

-- Done is final, and so is cancelled: afterwards only what returns take of a line changes.
create function refuse_change_of_final_transfer() returns trigger language plpgsql as $$
begin
    raise exception '% % is final', tg_table_name, old.id using errcode = 'restrict_violation';
end $$;
create trigger final_delivery_is_immutable before update on delivery for each row
    when (old.state in ('DONE', 'CANCELLED') and (old.state, old.number, old.customer_id, old.sale_order_id, old.date,
        old.back_order_of, old.replacement_for, old.external_reference, old.ticket_id, old.action_id, old.created_at,
        old.validated_at, old.cancelled_at)
        is distinct from (new.state, new.number, new.customer_id, new.sale_order_id, new.date,
        new.back_order_of, new.replacement_for, new.external_reference, new.ticket_id, new.action_id, new.created_at,
        new.validated_at, new.cancelled_at))
    execute function refuse_change_of_final_transfer();
create trigger final_delivery_stays before delete on delivery for each row
    when (old.state in ('DONE', 'CANCELLED')) execute function refuse_change_of_final_transfer();
