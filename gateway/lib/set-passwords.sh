#!/bin/sh
# Runs in the image of PostgreSQL: gives the roles that the migrations have made their passwords. They are read from the
# environment by psql itself, so that no password stands in a list of processes.
set -eu
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 <<'SQL'
\getenv tenant WA_TENANT_PASSWORD
\getenv worker WA_WORKER_PASSWORD
\getenv system WA_SYSTEM_PASSWORD
set password_encryption = 'scram-sha-256';
-- Only who may do everything may also say that a statement is not logged.
select set_config('log_statement', 'none', false) from pg_roles where rolname = current_user and rolsuper \g /dev/null
alter role wa_tenant password :'tenant';
alter role wa_worker password :'worker';
alter role wa_system password :'system';
SQL
