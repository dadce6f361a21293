-- compatible with 0140+: sessions under which workers ended, those that run apart from others, and those that are held back
-- Which sessions an instance is for: those of the same part, and no others. Null: any.
alter table instances add column part text;

-- Sessions that were on a worker when it crashed, lately. Which of them it was is found by running them apart.
create table session_suspects (
  session_id id primary key,
  tenant_id id not null,
  -- workers that crashed with it, one soon after the other; and how many of them had no other session
  deaths integer not null check (deaths > 0),
  alone integer not null default 0 check (alone between 0 and deaths),
  died_at timestamptz not null default now(),
  -- how the last of them ended
  words text not null,
  -- those of the same part share a worker with each other alone
  part text,
  -- how often it was held back, and until when it is
  holds integer not null default 0 check (holds >= 0),
  held_until timestamptz,
  foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade
);
create index session_suspects_tenant on session_suspects (tenant_id);

select protect_table('session_suspects');
