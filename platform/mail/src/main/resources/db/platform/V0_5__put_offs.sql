-- Attempts that the server answered with "not now": only these make the pauses of this copy longer, not those at a server that was away.
alter table mail_recipient add column put_offs integer not null default 0;
