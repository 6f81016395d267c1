-- The order in which things happened to a document: the clocks of replicas do not tell it. Whoever writes one of these rows holds
-- the document's lock, so that the numbers of its rows are drawn in their order. Rows from before have none; they come first, by
-- their time.
create sequence history_order;
alter table document_change add recorded bigint;
alter table document_change alter recorded set default nextval('history_order');
alter table settlement add recorded bigint;
alter table settlement alter recorded set default nextval('history_order');
alter table payout add recorded bigint;
alter table payout alter recorded set default nextval('history_order');
