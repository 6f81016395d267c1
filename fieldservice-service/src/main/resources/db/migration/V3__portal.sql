-- The customers who follow tickets, from ticket-followers-changed: what came from a ticket is shown to their companies alone.
create table followed_ticket (
    ticket_id    uuid   primary key,
    sequence     bigint not null,
    customer_ids uuid[] not null
);
