-- For which document of another service an invoice is drafted: one row per origin and attempt, made by whichever of the ask and
-- its cancellation comes first.
create table invoice_origin (
    id         uuid    primary key,
    origin_id  uuid    not null,
    attempt    integer not null check (attempt > 0),
    -- Deferred: Hibernate may write the origin first.
    invoice_id uuid    unique references invoice deferrable initially deferred,
    cancelled  boolean not null,
    unique (origin_id, attempt)
);

-- For the customer, printed on the invoice.
alter table invoice add notes text check (notes <> '' and length(notes) <= 2000);

create trigger posted_notes_are_immutable before update on invoice for each row
    when (old.state = 'POSTED' and old.notes is distinct from new.notes)
    execute function refuse_change_of_posted_invoice();
