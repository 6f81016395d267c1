-- What the documents and their settlements do not tell of themselves: edits of drafts, with the fields that changed as they were
-- and as they are, and why a credit note could not post itself. Only ever added to.
create table document_change (
    id          uuid        primary key,
    document_id uuid        not null,
    kind        text        not null check (kind in ('EDITED', 'POSTING_REFUSED')),
    made_sub    text,
    made_name   text,
    made_at     timestamptz not null,
    before      jsonb       not null,
    after       jsonb       not null
);
create index document_change_document on document_change (document_id, id);
create trigger document_change_is_append_only before update or delete on document_change for each row
    execute function refuse_any_change();
