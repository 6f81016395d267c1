-- method: how the credit was asked for; null where the invoice had nothing open.
-- posts_itself: the draft's date lay in the future when it was set; on that day it is posted without anybody doing so.
-- awaits_accountant: the draft is above the limit of the agent who wrote it.
alter table credit_note
    add method text check (method in ('PARTIAL', 'FULL', 'FULL_AND_NEW_DRAFT')),
    add posts_itself boolean not null default false,
    add awaits_accountant boolean not null default false,
    add check (state = 'DRAFT' or not (posts_itself or awaits_accountant)),
    -- Nobody confirmed what posted itself.
    add check (confirmed_at is null or num_nonnulls(confirmed_sub, confirmed_name) in (0, 2));
create index credit_note_due on credit_note (date, id) where posts_itself;

drop trigger posted_credit_note_is_immutable on credit_note;
create trigger posted_credit_note_is_immutable before update on credit_note for each row
    when (old.state = 'POSTED' and (old.state, old.number, old.invoice_id, old.customer_id, old.reason_code, old.reason,
        old.reference, old.date, old.currency, old.net, old.tax, old.total, old.released_payments, old.new_invoice_id,
        old.ticket_id, old.action_id, old.created_at, old.confirmed_at, old.method)
        is distinct from (new.state, new.number, new.invoice_id, new.customer_id, new.reason_code, new.reason,
        new.reference, new.date, new.currency, new.net, new.tax, new.total, new.released_payments, new.new_invoice_id,
        new.ticket_id, new.action_id, new.created_at, new.confirmed_at, new.method))
    execute function refuse_change_of_posted_credit_note();
