-- Tickets are found by what is written on them, and by the reference that another system knows them by.
create extension if not exists pg_trgm;

alter table ticket
    add column external_reference text unique check (length(external_reference) between 1 and 100),
    -- All that is searched, in one column: an index finds any part of it, in any case.
    add column search_text text not null
        generated always as (number || ' ' || subject || ' ' || coalesce(description, '')) stored;

create index ticket_search on ticket using gin (search_text gin_trgm_ops);
create index customer_search on customer using gin (name gin_trgm_ops);
create index ticket_priority on ticket (priority, id);
create index ticket_opened on ticket (opened_at);
create index ticket_closed on ticket (closed_at) where closed_at is not null;
