-- Field service's projects, from project-changed.
create table project (
    id                   uuid    primary key,
    sequence             bigint  not null,
    name                 text    not null,
    visible_to_customers boolean not null,
    archived             boolean not null
);

-- What keeps a ticket open is asked for whenever one is closed.
create index after_sales_action_task on after_sales_action (ticket_id) where kind = 'task';

-- Whether customers may close the team's tickets in the portal.
alter table team add closed_by_customers boolean not null default false;
