-- Whoever follows a ticket's stream asks for what changed after a place. Places are the ticket's event sequences: each change
-- carries the one that is published with it, and the ticket's own is never behind a change that has been committed.
alter table message
    add column ticket_sequence bigint not null default 0,
    -- Of a deleted message the place is kept, and nothing that was written.
    add column erased boolean not null default false,
    alter column body drop not null,
    add constraint message_has_a_body_unless_erased check ((body is null) = erased);

alter table after_sales_action add column ticket_sequence bigint not null default 0;
