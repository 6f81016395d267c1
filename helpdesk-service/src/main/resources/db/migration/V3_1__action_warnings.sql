-- Reservations with which an action was accepted or succeeded.

alter table after_sales_action add column warnings jsonb not null default '{"items": []}';
