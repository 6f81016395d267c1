-- What is on hand is the sum of done moves, written once and never touched again: a move that was wrong is reversed.
create table stock_move (
    id               uuid           primary key,
    product_id       uuid           not null references product,
    from_location_id uuid           not null references location,
    to_location_id   uuid           not null references location,
    quantity         numeric(12, 2) not null check (quantity > 0),
    serial_numbers   text[]         not null,
    -- The number of the transfer, or why the stock was adjusted.
    reference        text           not null check (reference <> '' and length(reference) <= 200),
    date             date           not null,
    delivery_line_id uuid           references delivery_line deferrable initially deferred,
    return_line_id   uuid           references return_line deferrable initially deferred,
    -- The move that this one takes back.
    reverses         uuid           references stock_move,
    -- Imported history is kept as it was, whatever the stock says.
    history          boolean        not null,
    done_sub         text           not null,
    done_name        text           not null,
    done_at          timestamptz    not null,
    check (from_location_id <> to_location_id),
    check (num_nonnulls(delivery_line_id, return_line_id) <= 1),
    check ((return_line_id is null) = (reverses is null))
);
create index stock_move_product on stock_move (product_id, id);
-- A line is moved once.
create unique index stock_move_delivery_line on stock_move (delivery_line_id) where delivery_line_id is not null;
create unique index stock_move_return_line on stock_move (return_line_id) where return_line_id is not null;

create function refuse_any_change() returns trigger language plpgsql as $$
begin
    raise exception '% is only ever added to', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger stock_move_is_append_only before update or delete on stock_move for each row
    execute function refuse_any_change();

-- The sum of the moves of a product at an internal location, and what deliveries have reserved of it.
create table stock_level (
    id          uuid           primary key,
    product_id  uuid           not null references product,
    location_id uuid           not null references location,
    on_hand     numeric(14, 2) not null,
    reserved    numeric(14, 2) not null check (reserved >= 0),
    -- How far imported history took it below zero; nothing else may.
    overdraft   numeric(14, 2) not null check (overdraft >= 0),
    unique (product_id, location_id),
    check (on_hand >= -overdraft)
);

-- Where each piece of a tracked product is: at a location of ours, or with the customer that a delivery brought it to, and
-- perhaps on its way back in a return.
create table serial_number (
    id               uuid primary key,
    product_id       uuid not null references product,
    number           text not null check (number ~ '^[A-Za-z0-9][A-Za-z0-9._/-]{0,49}$'),
    location_id      uuid references location,
    delivery_line_id uuid references delivery_line deferrable initially deferred,
    return_line_id   uuid references return_line deferrable initially deferred,
    unique (product_id, number),
    check (num_nonnulls(location_id, delivery_line_id) <= 1),
    check (return_line_id is null or delivery_line_id is not null)
);
create index serial_number_location on serial_number (location_id, product_id) where location_id is not null;
create index serial_number_delivery_line on serial_number (delivery_line_id) where delivery_line_id is not null;
create index serial_number_return_line on serial_number (return_line_id) where return_line_id is not null;
