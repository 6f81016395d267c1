-- What the helpdesk owns and we keep a copy of, products, and the places where goods are. Quantities have two decimals.

-- Our own company, from company-settings-changed: one row.
create table company_settings (
    only_row   boolean primary key check (only_row),
    company_id uuid    not null,
    sequence   bigint  not null,
    time_zone  text    not null
);

-- From customer-changed. company_id is the top of the customer's tree, itself where it has no parent.
create table customer (
    id                 uuid   primary key,
    sequence           bigint not null,
    name               text   not null,
    company_id         uuid   not null,
    external_reference text
);
create index customer_company on customer (company_id);
create index customer_external_reference on customer (external_reference) where external_reference is not null;

create table product (
    id                 uuid    primary key,
    version            bigint  not null,
    event_sequence     bigint  not null,
    sku                text    not null unique check (sku <> '' and length(sku) <= 50),
    name               text    not null check (name <> '' and length(name) <= 200),
    kind               text    not null check (kind in ('GOODS', 'SERVICE')),
    tracking           text    not null check (tracking in ('NONE', 'SERIAL')),
    active             boolean not null,
    external_reference text    unique check (external_reference <> '' and length(external_reference) <= 100),
    -- Nobody counts the pieces of a service.
    check (kind = 'GOODS' or tracking = 'NONE')
);

-- INTERNAL locations hold our stock; goods come from and go to the others.
create table location (
    id             uuid   primary key,
    version        bigint not null,
    event_sequence bigint not null,
    name           text   not null unique check (name <> '' and length(name) <= 100),
    kind           text   not null check (kind in ('INTERNAL', 'CUSTOMER', 'ADJUSTMENT'))
);
insert into location (id, version, event_sequence, name, kind) values
    ('00000000-0000-7000-8000-000000000001', 0, 0, 'Stock', 'INTERNAL'),
    ('00000000-0000-7000-8000-000000000002', 0, 0, 'Customers', 'CUSTOMER'),
    ('00000000-0000-7000-8000-000000000003', 0, 0, 'Adjustments', 'ADJUSTMENT');
