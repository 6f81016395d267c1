-- Whether an address is a customer's is asked for whenever a team that is not public mails to it.
create index customer_email on customer (lower(email)) where email is not null;
