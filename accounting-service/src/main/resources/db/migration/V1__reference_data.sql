-- What other services own and we keep a copy of, and the two lists that the company keeps here.
-- Amounts: numeric(19,4), rounded to the currency's minor unit before they are stored. Quantities have two decimals.

-- Our own company, from company-settings-changed: one row.
create table company_settings (
    only_row   boolean primary key check (only_row),
    company_id uuid    not null,
    sequence   bigint  not null,
    name       text    not null,
    currency   text    not null check (currency ~ '^[A-Z]{3}$'),
    time_zone  text    not null,
    street     text,
    street2    text,
    city       text,
    zip        text,
    country    text,
    vat_id     text
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
    country    text,
    vat_id     text
);
create index customer_company on customer (company_id);

create table tax (
    id             uuid          primary key,
    version        bigint        not null,
    event_sequence bigint        not null,
    name           text          not null check (name <> '' and length(name) <= 100),
    rate           numeric(7, 4) not null check (rate between 0 and 100),
    active         boolean       not null
);
create unique index tax_name on tax (name) where active;

create table credit_note_reason (
    code  text primary key check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 50),
    label text not null check (label <> '' and length(label) <= 200)
);
insert into credit_note_reason (code, label) values
    ('damaged', 'Damaged on arrival'),
    ('not-delivered', 'Not delivered'),
    ('wrong-item', 'Wrong item delivered'),
    ('wrong-price', 'Wrong price'),
    ('returned', 'Goods returned'),
    ('goodwill', 'Goodwill');
