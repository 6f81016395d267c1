-- How much an agent may refund at once without an accountant: the company's one policy.
create table refund_policy (
    id             uuid    primary key check (id = '00000000-0000-0000-0000-000000000001'),
    version        bigint  not null,
    event_sequence bigint  not null,
    -- Of all limits; null until one was set.
    currency       text    check (currency ~ '^[A-Z]{3}$'),
    default_limit  numeric(19, 4) check (default_limit >= 0),
    changed_sub    text,
    changed_name   text,
    changed_at     timestamptz,
    check (default_limit is null or currency is not null)
);
insert into refund_policy (id, version, event_sequence) values ('00000000-0000-0000-0000-000000000001', 0, 0);

create table refund_limit (
    policy_id uuid           not null references refund_policy,
    sub       text           not null check (sub <> '' and length(sub) <= 255),
    name      text           check (length(name) <= 255),
    amount    numeric(19, 4) not null check (amount >= 0),
    primary key (policy_id, sub)
);
