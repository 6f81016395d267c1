-- What other services own and we keep a copy of, the programs, and the coupons that they gave.
-- Amounts: numeric(19,4), within the currency's minor unit. Quantities and percentages have two decimals.

-- Our own company, from company-settings-changed: one row.
create table company_settings (
    only_row   boolean primary key check (only_row),
    company_id uuid    not null,
    sequence   bigint  not null,
    name       text    not null,
    currency   text    not null check (currency ~ '^[A-Z]{3}$'),
    time_zone  text    not null
);

-- From customer-changed. company_id is the top of the customer's tree, itself where it has no parent.
create table customer (
    id         uuid   primary key,
    sequence   bigint not null,
    company_id uuid   not null
);

create table coupon_program (
    id                   uuid           primary key,
    version              bigint         not null,
    event_sequence       bigint         not null,
    name                 text           not null check (name <> '' and length(name) <= 200),
    active               boolean        not null,
    validity_days        integer        not null check (validity_days between 0 and 36500),
    valid_from           date,
    valid_until          date,
    -- The terms, which a coupon copies: the same columns there.
    currency             text           not null check (currency ~ '^[A-Z]{3}$'),
    time_zone            text           not null,
    minimum_amount       numeric(19, 4) not null check (minimum_amount >= 0),
    minimum_includes_tax boolean        not null,
    minimum_quantity     numeric(12, 2) not null check (minimum_quantity >= 1),
    eligible_products    uuid[]         not null,
    reward_kind          text           not null check (reward_kind in ('PERCENTAGE', 'FIXED_AMOUNT', 'FREE_PRODUCT')),
    reward_percentage    numeric(5, 2)  check (reward_percentage between 1 and 100),
    reward_maximum       numeric(19, 4) check (reward_maximum > 0),
    reward_amount        numeric(19, 4) check (reward_amount > 0),
    reward_scope         text           check (reward_scope in ('ORDER', 'CHEAPEST_LINE', 'PRODUCTS')),
    reward_products      uuid[]         not null,
    reward_free_product  uuid,
    reward_free_quantity numeric(12, 2) check (reward_free_quantity > 0),
    check (valid_until >= valid_from),
    constraint reward_has_what_its_kind_needs check (
        (reward_kind = 'PERCENTAGE') = (reward_percentage is not null)
        and (reward_maximum is null or reward_kind = 'PERCENTAGE')
        and (reward_kind = 'FIXED_AMOUNT') = (reward_amount is not null)
        and (reward_kind = 'FREE_PRODUCT') = (reward_free_product is not null)
        and (reward_kind = 'FREE_PRODUCT') = (reward_free_quantity is not null)
        and (reward_kind = 'FREE_PRODUCT') = (reward_scope is null)
        and (coalesce(reward_scope, '') = 'PRODUCTS') = (cardinality(reward_products) > 0))
);

create table coupon (
    id                   uuid           primary key,
    version              bigint         not null,
    event_sequence       bigint         not null,
    code                 text           not null constraint coupon_code unique check (length(code) = 17),
    program_id           uuid           not null constraint coupon_program references coupon_program,
    program_name         text           not null,
    currency             text           not null,
    time_zone            text           not null,
    minimum_amount       numeric(19, 4) not null,
    minimum_includes_tax boolean        not null,
    minimum_quantity     numeric(12, 2) not null,
    eligible_products    uuid[]         not null,
    reward_kind          text           not null,
    reward_percentage    numeric(5, 2),
    reward_maximum       numeric(19, 4),
    reward_amount        numeric(19, 4),
    reward_scope         text,
    reward_products      uuid[]         not null,
    reward_free_product  uuid,
    reward_free_quantity numeric(12, 2),
    customer_id          uuid,
    company_id           uuid,
    created_on           date           not null,
    expires_on           date           check (expires_on >= created_on),
    state                text           not null check (state in ('VALID', 'SENT', 'USED', 'EXPIRED', 'CANCELLED')),
    sent_at              timestamptz,
    -- The order that uses it.
    redemption_id        uuid,
    order_reference      text,
    redeemed_at          timestamptz,
    discount             numeric(19, 4) check (discount >= 0),
    ticket_id            uuid,
    -- An action makes at most one coupon.
    action_id            uuid           unique,
    created_sub          text           not null,
    created_name         text           not null,
    created_at           timestamptz    not null,
    changed_sub          text,
    changed_name         text,
    changed_at           timestamptz,
    check (state <> 'SENT' or sent_at is not null),
    check ((state = 'USED') = (redemption_id is not null)),
    check (num_nulls(redemption_id, order_reference, redeemed_at, discount) in (0, 4)),
    check ((customer_id is null) = (company_id is null))
) with (fillfactor = 80);
create index coupon_of_program on coupon (program_id, id);
create index coupon_of_customer on coupon (customer_id, id) where customer_id is not null;
create index coupon_of_ticket on coupon (ticket_id, id) where ticket_id is not null;
create index coupon_to_expire on coupon (expires_on) where state in ('VALID', 'SENT');

create table coupon_redemption (
    id              uuid        primary key,
    coupon_id       uuid        not null references coupon,
    order_reference text        not null check (order_reference <> '' and length(order_reference) <= 100),
    customer_id     uuid,
    currency        text        not null,
    -- Of the order, before the discount.
    order_net       numeric(19, 4) not null,
    order_tax       numeric(19, 4) not null,
    -- What was taken off, one line per tax.
    discount        jsonb       not null,
    redeemed_sub    text        not null,
    redeemed_name   text        not null,
    redeemed_at     timestamptz not null,
    released_sub    text,
    released_name   text,
    released_at     timestamptz
);
-- A coupon is used for one order at a time.
create unique index coupon_redemption_once on coupon_redemption (coupon_id) where released_at is null;

-- A mail about a coupon that was asked for, until long after the mail is gone.
create table coupon_sending (
    id                uuid        primary key,
    coupon_id         uuid        not null references coupon,
    ticket_id         uuid,
    -- An action makes at most one mail.
    action_id         uuid        not null unique,
    requested_by_sub  text        not null,
    requested_by_name text        not null,
    requested_at      timestamptz not null
);
create index coupon_sending_coupon on coupon_sending (coupon_id);

-- A coupon keeps what it was given with.
create function refuse_change_of_given_coupon() returns trigger language plpgsql as $$
begin
    raise exception 'coupon % keeps what it was given with', old.id using errcode = 'restrict_violation';
end $$;
create trigger given_coupon_keeps_its_terms before update on coupon for each row
    when ((old.code, old.program_id, old.program_name, old.currency, old.time_zone, old.minimum_amount,
        old.minimum_includes_tax, old.minimum_quantity, old.eligible_products, old.reward_kind, old.reward_percentage,
        old.reward_maximum, old.reward_amount, old.reward_scope, old.reward_products, old.reward_free_product,
        old.reward_free_quantity, old.customer_id, old.created_on, old.expires_on, old.ticket_id, old.action_id)
        is distinct from (new.code, new.program_id, new.program_name, new.currency, new.time_zone, new.minimum_amount,
        new.minimum_includes_tax, new.minimum_quantity, new.eligible_products, new.reward_kind, new.reward_percentage,
        new.reward_maximum, new.reward_amount, new.reward_scope, new.reward_products, new.reward_free_product,
        new.reward_free_quantity, new.customer_id, new.created_on, new.expires_on, new.ticket_id, new.action_id))
    execute function refuse_change_of_given_coupon();

-- Codes that do not exist, by who tried them, minute by minute.
create table code_guess (
    caller text        not null,
    minute timestamptz not null,
    misses integer     not null check (misses > 0),
    primary key (caller, minute)
);
