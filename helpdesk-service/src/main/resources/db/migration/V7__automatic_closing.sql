-- A team may close its tickets by itself, some days after something last happened on them.
alter table team
    add column close_after_days integer check (close_after_days between 1 and 3650),
    add column close_to_stage_id uuid,
    add column close_to_folded boolean not null generated always as (true) stored,
    add constraint team_closes_to_a_folded_stage
        foreign key (close_to_stage_id, close_to_folded) references stage (id, folded),
    add constraint team_closes_somewhere check ((close_after_days is null) = (close_to_stage_id is null));

create table team_close_from_stage (
    team_id  uuid    not null references team,
    stage_id uuid    not null,
    folded   boolean not null generated always as (false) stored,
    primary key (team_id, stage_id),
    constraint team_closes_from_an_open_stage foreign key (stage_id, folded) references stage (id, folded)
);

alter table ticket add column last_activity_at timestamptz;
update ticket
set last_activity_at = greatest(
    opened_at, closed_at, (select max(written_at) from message where message.ticket_id = ticket.id));
alter table ticket alter column last_activity_at set not null;

-- What is closed by itself is closed by nobody who has signed in.
alter table ticket_closing alter column closed_by_sub drop not null;
