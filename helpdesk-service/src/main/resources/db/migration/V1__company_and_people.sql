-- Our own company, the customers, and the staff as their tokens name them.

create table company (
    id             uuid primary key,
    version        bigint  not null,
    event_sequence bigint  not null,
    only_one       boolean not null default true unique check (only_one),
    name           text    not null check (length(name) between 1 and 200),
    street         text check (length(street) <= 200),
    street2        text check (length(street2) <= 200),
    city           text check (length(city) <= 200),
    zip            text check (length(zip) <= 40),
    country        text check (length(country) <= 100),
    vat_id         text check (length(vat_id) <= 50),
    currency       text    not null check (currency ~ '^[A-Z]{3}$'),
    time_zone      text    not null check (length(time_zone) between 1 and 64)
);

insert into company (id, version, event_sequence, name, currency, time_zone)
values ('019ab8f5-6c00-7000-8000-000000000001', 0, 1, 'Our company', 'EUR', 'UTC');

-- The other services hear of these settings as of any later change.
insert into outbox (id, aggregatetype, aggregateid, type, subject, sequence, payload)
select '019ab8f5-6c00-7000-8000-000000000002', 'company-settings-changed', id,
       'io.aftersales.company-settings-changed.v1', id, event_sequence,
       json_build_object('companyId', id, 'name', name, 'currency', currency, 'timeZone', time_zone)
from company;

create table customer (
    id                 uuid primary key,
    version            bigint not null,
    event_sequence     bigint not null,
    name               text   not null check (length(name) between 1 and 200),
    email              text check (length(email) <= 254),
    phone              text check (length(phone) <= 50),
    street             text check (length(street) <= 200),
    street2            text check (length(street2) <= 200),
    city               text check (length(city) <= 200),
    zip                text check (length(zip) <= 40),
    country            text check (length(country) <= 100),
    vat_id             text check (length(vat_id) <= 50),
    parent_id          uuid references customer,
    -- The top of the tree, kept with each customer: every "of its whole company" asks for it.
    company_id         uuid   not null references customer,
    external_reference text unique check (length(external_reference) between 1 and 100),
    constraint customer_is_not_its_own_parent check (parent_id <> id),
    constraint customer_without_parent_is_the_company check ((parent_id is null) = (company_id = id))
);

create index customer_parent on customer (parent_id) where parent_id is not null;
create index customer_company on customer (company_id);

create table staff (
    id             uuid primary key,
    version        bigint not null,
    event_sequence bigint not null,
    sub            text   not null unique check (length(sub) between 1 and 255),
    name           text   not null check (length(name) between 1 and 255),
    email          text check (length(email) <= 254)
);
