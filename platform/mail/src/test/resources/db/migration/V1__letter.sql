create table letter (
    id            uuid    primary key,
    version       bigint  not null,
    event_sequence bigint not null,
    addressee     text    not null,
    outcome       text
);
