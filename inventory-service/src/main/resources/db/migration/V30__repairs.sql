-- What is put into a repair has left our stock, and what is taken out of one becomes scrap.
alter table location drop constraint location_kind_check;
alter table location add constraint location_kind_check
    check (kind in ('INTERNAL', 'CUSTOMER', 'ADJUSTMENT', 'REPAIR', 'SCRAP'));
insert into location (id, version, event_sequence, name, kind) values
    ('00000000-0000-7000-8000-000000000004', 0, 0, 'Repair', 'REPAIR'),
    ('00000000-0000-7000-8000-000000000005', 0, 0, 'Scrap', 'SCRAP');

-- The parts of one repair order, moved together and once.
create table repair_consumption (
    id             uuid        primary key,
    version        bigint      not null,
    event_sequence bigint      not null,
    origin_id      uuid        not null unique,
    origin         text        not null check (origin <> '' and length(origin) <= 200),
    -- Whether stock was taken below zero for it.
    forced         boolean     not null,
    ticket_id      uuid,
    -- The ask that was answered last.
    action_id      uuid        not null unique,
    requested_sub  text        not null,
    requested_name text        not null,
    requested_at   timestamptz not null
);

alter table stock_move
    add consumption_id uuid references repair_consumption deferrable initially deferred,
    add check (num_nonnulls(delivery_line_id, return_line_id, consumption_id) <= 1);
create index stock_move_consumption on stock_move (consumption_id) where consumption_id is not null;
