-- Whoever can be planned: known from the projects that name them, by the subject of their token.
create table technician (
    sub  text primary key check (length(sub) between 1 and 255),
    name text not null check (length(name) between 1 and 255)
);

create table project (
    id                   uuid    primary key,
    version              bigint  not null,
    event_sequence       bigint  not null,
    name                 text    not null check (length(name) between 1 and 100),
    visible_to_customers boolean not null,
    archived             boolean not null
);
create unique index project_name on project (name) where not archived;

create table project_technician (
    project_id uuid not null references project,
    sub        text not null references technician,
    primary key (project_id, sub)
);
create index project_technician_sub on project_technician (sub);

create table project_stage (
    id         uuid    primary key,
    project_id uuid    not null references project,
    position   integer not null check (position >= 0),
    name       text    not null check (length(name) between 1 and 100),
    closed     boolean not null,
    -- Stages may swap their names within one transaction.
    constraint project_stage_name unique (project_id, name) deferrable initially deferred,
    constraint project_stage_with_closed unique (project_id, id, closed)
);

create table task (
    id             uuid        primary key,
    version        bigint      not null,
    event_sequence bigint      not null,
    number         text        not null unique,
    title          text        not null check (length(title) between 1 and 200),
    description    text        check (length(description) <= 10000),
    project_id     uuid        not null references project,
    stage_id       uuid        not null,
    customer_id    uuid        references customer,
    street         text        check (length(street) <= 200),
    street2        text        check (length(street2) <= 200),
    city           text        check (length(city) <= 200),
    zip            text        check (length(zip) <= 40),
    country        text        check (length(country) <= 100),
    planned_start  timestamptz,
    planned_end    timestamptz,
    priority       integer     not null check (priority between 0 and 3),
    done           text        check (length(done) <= 10000),
    minutes_spent  integer     check (minutes_spent between 0 and 100000),
    signed_by      text        check (length(signed_by) <= 200),
    ticket_id      uuid,
    -- One action makes one task.
    action_id      uuid        unique,
    created_sub    text        not null,
    created_name   text        not null,
    created_at     timestamptz not null,
    changed_sub    text        not null,
    changed_name   text        not null,
    changed_at     timestamptz not null,
    closed_at      timestamptz,
    -- A task is closed when, and only when, it stands in a closed stage of its own project.
    closed         boolean     not null generated always as (closed_at is not null) stored,
    constraint task_stands_in_a_stage_of_its_project
        foreign key (project_id, stage_id, closed) references project_stage (project_id, id, closed),
    constraint task_planned_end_needs_a_start check (planned_end is null or planned_start is not null),
    constraint task_planned_end_after_start check (planned_end > planned_start)
);
create index task_project on task (project_id);
create index task_stage on task (stage_id);
create index task_customer on task (customer_id) where customer_id is not null;
create index task_ticket on task (ticket_id) where ticket_id is not null;

create table task_assignee (
    task_id uuid not null references task,
    sub     text not null references technician,
    primary key (task_id, sub)
);
create index task_assignee_sub on task_assignee (sub);

-- When technicians are taken by open tasks. Written before the task itself is, so that tasks of one transaction see each other.
create table booking (
    task_id uuid        not null references task deferrable initially deferred,
    sub     text        not null references technician,
    starts  timestamptz not null,
    ends    timestamptz not null check (ends > starts),
    primary key (task_id, sub)
);
create index booking_sub on booking (sub, starts);

-- Only what people wrote as comments is shown to customers.
create table task_message (
    id          uuid        primary key,
    task_id     uuid        not null references task,
    kind        text        not null check (kind in ('COMMENT', 'NOTE', 'AUTOMATIC')),
    author_sub  text        not null,
    author_name text        not null,
    body        text        not null check (length(body) between 1 and 10000),
    written_at  timestamptz not null
);
create index task_message_task on task_message (task_id, id);
