-- What tickets asked of other services, what came out, and what the helpdesk knows of those services.

create table after_sales_action (
    id                uuid primary key,
    version           bigint      not null,
    event_sequence    bigint      not null,
    ticket_id         uuid        not null references ticket,
    kind              text        not null,
    status            text        not null check (status in ('REQUESTED', 'SUCCEEDED', 'REJECTED')),
    requested_by_sub  text        not null,
    requested_by_name text        not null,
    requested_at      timestamptz not null,
    finished_at       timestamptz,
    rejection_code    text check (length(rejection_code) <= 100),
    rejection_detail  text check (length(rejection_detail) <= 1000),
    constraint action_finished_unless_requested check ((finished_at is null) = (status = 'REQUESTED')),
    constraint action_rejected_for_a_reason check (
        (status = 'REJECTED') = (rejection_code is not null and rejection_detail is not null)
    )
);

create index after_sales_action_ticket on after_sales_action (ticket_id, id);

-- The documents that an action made, each as its owner's newest event told.
create table action_document (
    action_id   uuid    not null references after_sales_action,
    document_id uuid    not null,
    type        text    not null,
    number      text,
    state       text    not null,
    href        text    not null,
    facts       jsonb   not null,
    on_button   boolean not null,
    sequence    bigint  not null check (sequence >= 0),
    primary key (action_id, document_id)
);

-- What other services' events taught about customers, such as "has a posted invoice". Facts only ever accumulate.
create table customer_fact (
    customer_id uuid not null,
    fact        text not null,
    primary key (customer_id, fact)
);

create table announced_service (
    name         text primary key,
    announced_at timestamptz not null
);
