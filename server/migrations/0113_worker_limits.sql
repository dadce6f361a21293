-- compatible with 0092+: plans say how many processes a worker of their own may have, and how much log
-- Threads count as processes, and a worker has some fifteen. Both have defaults, so versions before this one go on.
alter table subscription_plans
  add column worker_pids_max integer not null default 128 check (worker_pids_max between 16 and 4096),
  add column worker_log_mb integer not null default 20 check (worker_log_mb between 2 and 1000);
