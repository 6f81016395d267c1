-- Waits for its topic, which does not exist or may not be written, while the messages of all others go ahead.
alter table outbox add column set_aside boolean not null default false;
