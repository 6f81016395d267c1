-- The references that an upload has had so far, while it runs: lines of one document that are no neighbours are found by them.
create table import_document (
    upload     uuid        not null,
    reference  uuid        not null,                   -- digest of the external reference
    line       bigint      not null,                   -- where it came first
    created_at timestamptz not null default now(),
    primary key (upload, reference)
);
create index import_document_created_at on import_document using brin (created_at);
