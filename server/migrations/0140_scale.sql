-- compatible with 0113+: how many shared workers there are to be, and why workers were started and ended
-- Bounds of the number of shared workers. Null: as the settings say. One row.
create table scale_bounds (
  only_row boolean primary key default true check (only_row),
  workers_min integer check (workers_min between 0 and 1000),
  workers_max integer check (workers_max between 1 and 1000),
  changed_at timestamptz,
  check (workers_min <= workers_max)
);
insert into scale_bounds default values;

-- What the orchestrator decided of workers, with its reason. The newest are kept.
create table scale_decisions (
  seq bigint generated always as identity primary key,
  decided_at timestamptz not null default now(),
  decision text not null check (decision in ('start', 'drain', 'end')),
  pool text not null,
  instance_id id,
  sessions integer not null,
  reason text not null
);

grant select, update on scale_bounds to wa_system;
grant select, insert, delete on scale_decisions to wa_system;
