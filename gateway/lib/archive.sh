# shellcheck shell=bash
# What backup and restore agree on: how an archive is read, what is counted, and where it is noted.

BACKUP_DIR=${BACKUP_DIR:-$STATE_DIR/backups}
BACKUP_NOTE=$STATE_DIR/backup-status

# Where the files of messages are.
files_folder() {
  uses_docker || { printf '%s/_data' "$PLAIN_DATA"; return; }
  docker volume inspect --format '{{.Mountpoint}}' "$(installation)-data"
}

# Names of the backups on this disk, newest first.
list_backups() { { find "$BACKUP_DIR" -maxdepth 1 -name 'whatsapp-saas-*.tar.age' -printf '%f\n' 2>/dev/null || true; } | sort -r; }

# Which of the files named on standard input, newest first, are kept: of each day, week and month the newest.
kept_of() {
  awk '
    function take(period, most) { if (!((period) in seen) && count[most]++ < substr(most, 2) + 0) { seen[period]; return 1 } seen[period]; return 0 }
    {
      day = substr($0, 15, 8)
      command = "date -u -d " day " +%G-W%V"; command | getline week; close(command)
      keep = take("day " day, "d7") + take("week " week, "w4") + take("month " substr(day, 1, 6), "m6")
      if (keep) print
    }'
}

# Counts of all tables, and what the ids of users and sessions add up to: what a database is compared by.
count_sql() {
  cat <<'T'
select format('%s.%s %s', schemaname, tablename,
  (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from %I.%I', schemaname, tablename), false, true, '')))[1])
  from pg_tables where schemaname in ('public', 'graphile_worker') order by 1;
select 'users ' || md5(coalesce(string_agg(id || email, ',' order by id), '')) from users;
select 'sessions ' || md5(coalesce(string_agg(id || session_name, ',' order by id), '')) from sessions;
T
}

counts_of() { count_sql | in_postgres psql -XqAt -v ON_ERROR_STOP=1 -d "$1"; }

# One file out of an archive. The key is read from a file, so that it stands in no list of processes.
read_archive() {
  local file=$1 key=$2 name=$3
  age --decrypt --identity "$key" "$file" | tar -xO -f - "$name"
}

# A new database of this name with the contents of an archive.
restore_database() {
  local file=$1 key=$2 database=$3
  in_postgres psql -Xq -d postgres -c 'set client_min_messages = warning' -c "drop database if exists \"$database\" with (force)"
  in_postgres psql -Xq -d postgres -c "create database \"$database\" template template0 encoding 'UTF8'"
  # On a server of others all belongs to the user that was given to us.
  read_archive "$file" "$key" database.dump |
    in_postgres pg_restore --exit-on-error $(! has_external_postgres || echo --no-owner) -d "$database"
}
