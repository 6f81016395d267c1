-- An archived reason stays on the credit notes that have it and is offered for no new one.
alter table credit_note_reason
    add version bigint not null default 0,
    add active boolean not null default true;
alter table credit_note_reason alter version drop default, alter active drop default;
