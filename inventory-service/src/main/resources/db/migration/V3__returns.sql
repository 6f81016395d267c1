create table goods_return (
    id                 uuid        primary key,
    version            bigint      not null,
    event_sequence     bigint      not null,
    state              text        not null check (state in ('READY', 'DONE', 'CANCELLED')),
    number             text        not null unique,
    delivery_id        uuid        not null references delivery,
    customer_id        uuid        not null references customer,
    return_location_id uuid        not null references location,
    -- Such as: Return of WH/OUT/00001
    origin             text        not null,
    replacement_id     uuid        references delivery,
    -- The day on which the goods came back.
    date               date,
    ticket_id          uuid,
    -- An action makes at most one return.
    action_id          uuid        unique,
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
    check ((state = 'CANCELLED') = (cancelled_at is not null))
);
create index goods_return_delivery on goods_return (delivery_id);
create index goods_return_customer on goods_return (customer_id, id);
create index goods_return_ticket on goods_return (ticket_id) where ticket_id is not null;

alter table delivery add foreign key (replacement_for) references goods_return deferrable initially deferred;

create table return_line (
    id               uuid           primary key,
    goods_return_id  uuid           not null references goods_return,
    delivery_line_id uuid           not null references delivery_line,
    position         integer        not null check (position between 1 and 500),
    quantity         numeric(12, 2) not null check (quantity > 0),
    -- What came back of it; the rest is the customer's again.
    received         numeric(12, 2) not null check (received between 0 and quantity),
    serial_numbers   text[]         not null,
    received_serials text[]         not null check (received_serials <@ serial_numbers),
    unique (goods_return_id, delivery_line_id),
    check (cardinality(serial_numbers) = 0 or cardinality(serial_numbers) = quantity),
    check (cardinality(serial_numbers) = 0 or cardinality(received_serials) = received)
);
create index return_line_delivery_line on return_line (delivery_line_id);

create trigger final_return_is_immutable before update on goods_return for each row
    when (old.state in ('DONE', 'CANCELLED') and (old.state, old.number, old.delivery_id, old.customer_id,
        old.return_location_id, old.origin, old.replacement_id, old.date, old.ticket_id, old.action_id, old.created_at,
        old.validated_at, old.cancelled_at)
        is distinct from (new.state, new.number, new.delivery_id, new.customer_id,
        new.return_location_id, new.origin, new.replacement_id, new.date, new.ticket_id, new.action_id, new.created_at,
        new.validated_at, new.cancelled_at))
    execute function refuse_change_of_final_transfer();
create trigger final_return_stays before delete on goods_return for each row
    when (old.state in ('DONE', 'CANCELLED')) execute function refuse_change_of_final_transfer();

-- What returns take of a delivered line is what their lines say: held at the commit, for every line that they touch.
create function check_claimed() returns trigger language plpgsql as $$
declare
    taken numeric;
begin
    select coalesce(sum(case r.state when 'READY' then l.quantity when 'DONE' then l.received else 0 end), 0) into taken
    from return_line l join goods_return r on r.id = l.goods_return_id where l.delivery_line_id = new.id;
    if (select claimed from delivery_line where id = new.id) <> taken then
        raise exception 'delivery line %: its returns take %', new.id, taken using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger claimed_is_what_returns_take after update on delivery_line
    deferrable initially deferred for each row
    when (old.claimed <> new.claimed) execute function check_claimed();
