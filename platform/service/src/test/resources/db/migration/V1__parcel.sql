create table parcel (
    id             uuid    primary key,
    version        bigint  not null,
    event_sequence bigint  not null,
    label          text    not null check (length(label) <= 100),
    note           text    check (length(note) <= 20),
    weight         numeric(7, 2),
    number         text    unique,
    shipments      integer not null check (shipments <= 1000000)
);
