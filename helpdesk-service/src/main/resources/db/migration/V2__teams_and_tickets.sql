create table team (
    id                 uuid primary key,
    version            bigint not null,
    event_sequence     bigint not null,
    name               text   not null unique check (length(name) between 1 and 100),
    visibility         text   not null check (visibility in ('PUBLIC', 'INTERNAL', 'PRIVATE')),
    -- The after-sales services that are switched on, by the names of their switches.
    services           text[] not null,
    default_project_id uuid
);

create table team_member (
    team_id uuid not null references team,
    sub     text not null references staff (sub),
    primary key (team_id, sub)
);

create table team_follower (
    team_id     uuid not null references team,
    customer_id uuid references customer,
    sub         text references staff (sub),
    email       text check (length(email) <= 254),
    constraint team_follower_is_one_of_three check (num_nonnulls(customer_id, sub, email) = 1),
    constraint team_follower_once unique nulls not distinct (team_id, customer_id, sub, email)
);

create table stage (
    id             uuid primary key,
    version        bigint  not null,
    event_sequence bigint  not null,
    name           text    not null unique check (length(name) between 1 and 100),
    position       integer not null check (position between 0 and 10000),
    folded         boolean not null,
    constraint stage_with_folded unique (id, folded)
);

create table ticket (
    id             uuid primary key,
    version        bigint      not null,
    event_sequence bigint      not null,
    number         text        not null unique,
    subject        text        not null check (length(subject) between 1 and 200),
    description    text check (length(description) <= 10000),
    customer_id    uuid references customer,
    team_id        uuid        not null references team,
    assignee_id    uuid references staff,
    priority       integer     not null check (priority between 0 and 3),
    stage_id       uuid        not null,
    product_id     uuid,
    serial_number  text check (length(serial_number) <= 100),
    sale_order_id  uuid,
    opened_at      timestamptz not null,
    closed_at      timestamptz,
    -- A ticket is closed when, and only when, it stands in a folded stage.
    closed         boolean     not null generated always as (closed_at is not null) stored,
    constraint ticket_closed_in_a_folded_stage foreign key (stage_id, closed) references stage (id, folded),
    constraint ticket_opened_before_closed check (closed_at >= opened_at)
);

create index ticket_customer on ticket (customer_id);
create index ticket_team on ticket (team_id);
create index ticket_stage on ticket (stage_id);
create index ticket_assignee on ticket (assignee_id) where assignee_id is not null;

-- Every closing that the ticket has seen; the last one is still open-ended while the ticket is closed.
create table ticket_closing (
    id             uuid primary key,
    ticket_id      uuid        not null references ticket,
    closed_at      timestamptz not null,
    closed_by_sub  text        not null,
    closed_by_name text        not null,
    reason         text check (length(reason) <= 1000),
    reopened_at    timestamptz
);

create index ticket_closing_ticket on ticket_closing (ticket_id);
create unique index ticket_closing_one_at_a_time on ticket_closing (ticket_id) where reopened_at is null;

create table ticket_follower (
    id          uuid primary key,
    ticket_id   uuid not null references ticket,
    customer_id uuid references customer,
    sub         text references staff (sub),
    email       text check (length(email) <= 254),
    constraint ticket_follower_is_one_of_three check (num_nonnulls(customer_id, sub, email) = 1),
    constraint ticket_follower_once unique nulls not distinct (ticket_id, customer_id, sub, email)
);

create index ticket_follower_customer on ticket_follower (customer_id) where customer_id is not null;

create table message (
    id          uuid primary key,
    ticket_id   uuid        not null references ticket,
    kind        text        not null check (kind in ('COMMENT', 'NOTE', 'AUTOMATIC')),
    author_sub  text,
    author_name text        not null,
    body        text        not null check (length(body) between 1 and 10000),
    links       jsonb       not null,
    written_at  timestamptz not null
);

create index message_ticket on message (ticket_id, id);
