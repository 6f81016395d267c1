-- The general ledger. Entries are written once, with the document that they are about, and never touched again.
create table journal_entry (
    id          uuid        primary key,
    kind        text        not null check (kind in ('INVOICE', 'CREDIT_NOTE', 'PAYMENT')),
    document_id uuid        not null,
    customer_id uuid        not null references customer,
    reference   text        not null,
    date        date        not null,
    currency    text        not null check (currency ~ '^[A-Z]{3}$'),
    posted_at   timestamptz not null,
    -- Every document is posted once.
    unique (document_id)
);
create index journal_entry_date on journal_entry (date);

create table journal_item (
    id          uuid           primary key,
    entry_id    uuid           not null references journal_entry,
    position    integer        not null,
    account     text           not null check (account in ('RECEIVABLE', 'INCOME', 'TAX', 'BANK')),
    debit       numeric(19, 4) not null check (debit >= 0),
    credit      numeric(19, 4) not null check (credit >= 0),
    unique (entry_id, position),
    check (debit = 0 or credit = 0)
);

create trigger journal_entry_is_append_only before update or delete on journal_entry for each row
    execute function refuse_any_change();
create trigger journal_item_is_append_only before update or delete on journal_item for each row
    execute function refuse_any_change();

-- Double entry: debit equals credit within every entry, seen when the transaction commits.
create function check_balance() returns trigger language plpgsql as $$
begin
    if (select sum(debit) - sum(credit) from journal_item where entry_id = new.entry_id) <> 0 then
        raise exception 'journal entry % does not balance', new.entry_id using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger entries_balance after insert on journal_item
    deferrable initially deferred for each row execute function check_balance();
