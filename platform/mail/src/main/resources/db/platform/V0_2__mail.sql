-- Mails that were decided on, until every recipient's copy was accepted or refused for good.
create table outgoing_mail (
    id                 uuid        primary key,              -- also the left part of the Message-ID
    kind               text        not null,
    subject_id         uuid        not null,
    conversation       uuid,
    subject            text        not null check (subject !~ '[[:cntrl:]]'),
    text_body          text        not null,
    html_body          text        not null,
    recipients_waiting integer     not null check (recipients_waiting >= 0),
    correlation_id     text,
    causation_id       text,
    traceparent        text,
    written_at         timestamptz not null default clock_timestamp(),
    settle_attempts    integer     not null default 0,
    settle_due_at      timestamptz not null default now(),
    settled_at         timestamptz,
    check (settled_at is null or recipients_waiting = 0)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
create index outgoing_mail_to_settle on outgoing_mail (settle_due_at)
    where recipients_waiting = 0 and settled_at is null;
create index outgoing_mail_refused on outgoing_mail (settled_at) where settled_at is not null;

-- What became of each recipient's copy.
create table mail_recipient (
    mail_id  uuid        not null references outgoing_mail on delete cascade,
    address  text        not null check (address !~ '[[:cntrl:]]'),
    state    text        not null default 'waiting' check (state in ('waiting', 'accepted', 'refused')),
    reply    text,                                           -- why it was refused
    attempts integer     not null default 0,
    due_at   timestamptz not null default now(),
    primary key (mail_id, address),
    check ((state = 'refused') = (reply is not null))
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
create index mail_recipient_waiting on mail_recipient (attempts, due_at) where state = 'waiting';
