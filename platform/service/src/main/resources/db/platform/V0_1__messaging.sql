-- Messages that wait for the relay. Column names of Debezium's EventRouter, so that change data capture can take over.
-- seq is given by the database: a pooled sequence would break the order across processes.
create table outbox (
    seq            bigint generated always as identity primary key,
    id             uuid        not null,
    aggregatetype  text        not null,              -- the topic
    aggregateid    text        not null,              -- the record's key
    type           text        not null,              -- ce_type
    subject        text        not null,              -- ce_subject
    correlation_id text,
    causation_id   text,
    sequence       bigint,
    traceparent    text,
    payload        text        not null check (octet_length(payload) <= 262144),
    created_at     timestamptz not null default clock_timestamp()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);

-- The messages whose effect is in this database.
create table inbox (
    id          uuid        primary key,
    received_at timestamptz not null default now()
);
create index inbox_received_at on inbox using brin (received_at);

-- Messages that could not be handled (inbound) or handed over (outbound); they wait for an operator.
create table dead_letter (
    id              uuid        primary key,
    direction       text        not null check (direction in ('inbound', 'outbound')),
    message_id      uuid,
    topic           text        not null,
    kafka_partition integer,
    kafka_offset    bigint,
    key             bytea,
    headers         text        not null,              -- a JSON object
    payload         bytea,
    reason          text        not null,
    detail          text        not null,
    failed_at       timestamptz not null default now(),
    unique (topic, kafka_partition, kafka_offset),
    check ((direction = 'inbound') = (kafka_offset is not null))
);

-- Gapless numbers: the row is locked by the transaction that draws from it.
create table number_counter (
    name  text   primary key,
    value bigint not null check (value > 0)
);

-- First answers to requests with an Idempotency-Key, written with the effect itself.
create table idempotency_key (
    caller     text        not null,
    path       text        not null,
    key        text        not null,
    body_hash  bytea       not null,
    status     integer,
    body       text,
    location   text,
    etag       text,
    record_id  uuid,
    created_at timestamptz not null default now(),
    primary key (caller, path, key)
);
create index idempotency_key_created_at on idempotency_key using brin (created_at);
