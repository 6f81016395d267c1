-- The names of a project's stages by their ids, from project-changed: a task shows the present ones.
alter table project add stage_names jsonb not null default '{}';
