-- Commands that name a record of another service which is not known here yet. Their ids are in the inbox; they are tried again
-- until the record has come, or too much time has passed.
create table set_aside_command (
    message_id      uuid        primary key,
    topic           text        not null,
    kafka_partition integer     not null,
    kafka_offset    bigint      not null,
    key             bytea,
    headers         text        not null,              -- a JSON object
    payload         bytea       not null,
    set_aside_at    timestamptz not null default clock_timestamp()
);
