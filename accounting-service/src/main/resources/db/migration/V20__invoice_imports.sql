-- Rows of an import name a customer by the reference that the helpdesk tells. Sequence 0: what was told before and is told again
-- by a republication is learned once more, with the reference.
alter table customer add external_reference text;
create index customer_external_reference on customer (external_reference) where external_reference is not null;
update customer set sequence = 0;

-- An import writes a posted invoice and its lines at once. The transaction that wrote the invoice's row (xmin) may still add lines;
-- the check at its commit sees that they add up.
create or replace function refuse_change_of_posted_line() returns trigger language plpgsql as $$
declare
    line invoice_line := case when tg_op = 'INSERT' then new else old end;
begin
    if exists (select from invoice where id = line.invoice_id and state = 'POSTED'
            and (tg_op <> 'INSERT' or xmin <> pg_current_xact_id()::xid)) then
        raise exception 'line % belongs to a posted invoice, which never changes', line.id
            using errcode = 'restrict_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create constraint trigger new_posted_totals_are_those_of_the_lines after insert on invoice
    deferrable initially deferred for each row
    when (new.state = 'POSTED') execute function check_posted_totals();
