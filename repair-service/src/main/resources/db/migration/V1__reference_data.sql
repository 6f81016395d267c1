-- What other services own and we keep a copy of, as they last told: sequence is that of the message which the rest comes from.

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

-- From product-changed.
create table product (
    id       uuid    primary key,
    sequence bigint  not null,
    sku      text    not null,
    name     text    not null,
    goods    boolean not null,
    active   boolean not null
);

-- From tax-changed. Per cent.
create table tax (
    id       uuid          primary key,
    sequence bigint        not null,
    name     text          not null,
    rate     numeric(7, 4) not null check (rate >= 0),
    active   boolean       not null
);

-- From sale-order-changed. company_id as inventory knew it.
create table sale_order (
    id          uuid   primary key,
    sequence    bigint not null,
    number      text,
    customer_id uuid   not null,
    company_id  uuid   not null
);

-- From return-created, return-received and return-cancelled: which goods came back, or are on their way.
create table goods_return (
    id          uuid    primary key,
    sequence    bigint  not null,
    number      text,
    customer_id uuid    not null,
    company_id  uuid    not null,
    cancelled   boolean not null,
    contents    jsonb   not null
);

-- Which services have ever announced themselves.
create table announced_service (
    name         text        primary key,
    announced_at timestamptz not null
);
