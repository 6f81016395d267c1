-- What the helpdesk owns and we keep a copy of.

-- Our own company, from company-settings-changed: one row.
create table company_settings (
    only_row   boolean primary key check (only_row),
    company_id uuid    not null,
    sequence   bigint  not null,
    time_zone  text    not null
);

-- From customer-changed. company_id is the top of the customer's tree, itself where it has no parent.
create table customer (
    id         uuid   primary key,
    sequence   bigint not null,
    name       text   not null,
    company_id uuid   not null,
    street     text,
    street2    text,
    city       text,
    zip        text,
    country    text
);
create index customer_company on customer (company_id);
