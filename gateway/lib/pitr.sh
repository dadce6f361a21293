# shellcheck shell=bash
# Point-in-time recovery with pgBackRest: every change of the database is archived, and the database comes back as it was at any moment
# since the oldest base backup. It covers a whole server, so that server has to be ours alone: the one of the distribution.

PITR_STANZA=whatsapp-saas
PITR_CONFIG=${PITR_CONFIG:-/etc/pgbackrest/whatsapp-saas.conf}
PITR_SECONDS_LATE_MAX=900

has_pitr() { [ "$(compose_setting PITR)" = on ]; }

pitr_folder() {
  local folder
  folder=$(compose_setting PITR_FOLDER)
  printf '%s' "${folder:-/var/lib/whatsapp-saas-pitr}"
}

# Whether the archive is in the bucket of the backups, and not in a folder of this machine.
archives_in_bucket() { [ "$(compose_setting PITR_REPOSITORY)" = bucket ]; }

bucket_setting() { setting "$CONFIG_DIR/backup.env" "BACKUP_S3_$1"; }

pitr_place() { if archives_in_bucket; then echo "the bucket $(bucket_setting BUCKET)"; else pitr_folder; fi; }

pgbackrest_of_ours() { runuser -u postgres -- pgbackrest --config="$PITR_CONFIG" --stanza="$PITR_STANZA" "$@"; }

# As the owner of the server, through its socket.
as_postgres() { runuser -u postgres -- psql -XAtq -v ON_ERROR_STOP=1 -p "$(port_of POSTGRES_PORT 5432)" -d postgres "$@"; }

# The unit of systemd by which the distribution runs the server: postgresql@15-main.
cluster_unit() { pg_lsclusters --no-header | awk -v port="$(port_of POSTGRES_PORT 5432)" '$3 == port { print "postgresql@" $1 "-" $2 }'; }
cluster_folder() { pg_lsclusters --no-header | awk -v port="$(port_of POSTGRES_PORT 5432)" '$3 == port { print $6 }'; }

foreign_databases() {
  as_postgres -c "select string_agg(datname, ', ') from pg_database where not datistemplate and datname <> 'postgres' and datname !~ '^gateway(_|\$)'"
}

# Why the bucket cannot take the archive; empty when it can. pgBackRest speaks HTTPS alone, to a name and a port.
repository_trouble() {
  local bucket=$1 endpoint=$2 key=$3
  if [ -z "$bucket" ]; then
    echo 'it needs a bucket: --backup BACKUP_S3_BUCKET=…'
  elif [ -n "$endpoint" ] && [[ ! $endpoint =~ ^(https://)?[A-Za-z0-9.-]+(:[0-9]+)?/?$ ]]; then
    echo "pgBackRest needs an address such as https://s3.example.com, and not $endpoint"
  elif [ -n "$endpoint" ] && [ -z "$key" ]; then
    echo 'it needs keys (BACKUP_S3_ACCESS_KEY_ID): AWS alone gives a machine keys of its own'
  fi
}

# Lines of pgBackRest's configuration that say where an archive is. In a bucket each database has a folder of its own, so that two
# machines never write to the same.
pitr_repository() {
  local archive=$1 endpoint region key prefix
  if ! archives_in_bucket; then
    printf 'repo1-path=%s\n' "$(pitr_folder)"
    return
  fi
  endpoint=$(bucket_setting ENDPOINT) region=$(bucket_setting REGION) key=$(bucket_setting ACCESS_KEY_ID) prefix=$(bucket_setting PREFIX)
  printf 'repo1-type=s3\nrepo1-path=/%spitr/%s\n' "${prefix#/}" "$archive"
  # The many small files of a database go together.
  printf 'repo1-bundle=y\n'
  printf 'repo1-s3-bucket=%s\nrepo1-s3-region=%s\n' "$(bucket_setting BUCKET)" "${region:-us-east-1}"
  if [ -n "$endpoint" ]; then
    endpoint=${endpoint#https://}
    printf 'repo1-s3-endpoint=%s\nrepo1-s3-uri-style=path\n' "${endpoint%/}"
  else
    printf 'repo1-s3-endpoint=s3.%s.amazonaws.com\n' "${region:-us-east-1}"
  fi
  if [ -n "$key" ]; then
    printf 'repo1-s3-key=%s\nrepo1-s3-key-secret=%s\n' "$key" "$(bucket_setting SECRET_ACCESS_KEY)"
  else
    printf 'repo1-s3-key-type=auto\n'
  fi
}

# pgBackRest's configuration for an archive, which its key opens. PostgreSQL reads it, too.
write_pitr_config() {
  local archive=$1 secret=$2
  install -d -m 755 "$(dirname "$PITR_CONFIG")"
  write_private "$PITR_CONFIG" <<T
# Of whatsapp-saas, written by its programs.
[global]
$(pitr_repository "$archive")
repo1-cipher-type=aes-256-cbc
repo1-cipher-pass=$secret
repo1-retention-full=2
start-fast=y
log-level-console=warn
log-level-file=off

[$PITR_STANZA]
pg1-path=$(cluster_folder)
pg1-port=$(port_of POSTGRES_PORT 5432)
T
  chown root:postgres "$PITR_CONFIG"
  chmod 640 "$PITR_CONFIG"
}

# Archiving begins, and with it the first base backup is made.
set_up_pitr() {
  local foreign secret archive
  foreign=$(foreign_databases)
  [ -z "$foreign" ] || die "--pitr covers the whole server of PostgreSQL, and this one has databases of others: $foreign"
  secret=$(setting "$CONFIG_DIR/env/pitr.env" PITR_CIPHER_PASS)
  [ -n "$secret" ] || secret=$(random_hex)
  archive=$(as_postgres -c 'select system_identifier from pg_control_system()')
  set_settings "$CONFIG_DIR/env/pitr.env" "PITR_CIPHER_PASS=$secret" "PITR_ARCHIVE=$archive"
  archives_in_bucket || install -d -m 700 -o postgres -g postgres "$(pitr_folder)"
  write_pitr_config "$archive" "$secret"
  as_postgres -c "alter system set archive_command = 'pgbackrest --config=$PITR_CONFIG --stanza=$PITR_STANZA archive-push %p'" \
    -c "alter system set archive_timeout = '60s'" -c 'alter system set archive_mode = on' -c 'select pg_reload_conf()' >/dev/null
  # It takes a restart; what runs connects again.
  [ "$(as_postgres -c 'show archive_mode')" = on ] || systemctl restart "$(cluster_unit)"
  wait_until 60 runuser -u postgres -- pg_isready -q || die 'PostgreSQL does not answer: see journalctl -u postgresql'
  pgbackrest_of_ours stanza-create
  pgbackrest_of_ours check
  set_settings "$CONFIG_DIR/compose.env" PITR=on
  [ "$(pitr_oldest)" != 0 ] || base_backup
}

# What PostgreSQL has changed since the last one; once a week all of it. pgBackRest forgets those that are too old, with their archive.
base_backup() {
  local kind=diff full
  full=$(pgbackrest_of_ours info --output=json | jq '[.[].backup[] | select(.type == "full") | .timestamp.stop] | max // 0')
  [ "$full" -gt $(($(date +%s) - 7 * 86400)) ] || kind=full
  pgbackrest_of_ours --type="$kind" backup
}

# From when on a moment can be restored, in seconds; 0: from none.
pitr_oldest() { pgbackrest_of_ours info --output=json | jq '[.[].backup[].timestamp.stop] | min // 0'; }

# Says what is wrong with the archive; empty when it keeps up.
pitr_trouble() {
  local newest
  as_postgres -v late="$PITR_SECONDS_LATE_MAX" <<'T' 2>/dev/null || echo 'the archive of changes cannot be looked at'
select case
  when current_setting('archive_mode') <> 'on' or current_setting('archive_command') not like 'pgbackrest %' then 'changes of the database are not archived any more'
  when last_failed_time > coalesce(last_archived_time, '-infinity') then 'changes of the database cannot be archived since ' || to_char(last_failed_time at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"')
  when (select count(*) from pg_ls_archive_statusdir() where name like '%.ready' and modification < now() - make_interval(secs => :'late')) > 0
    then 'changes of the database wait to be archived for more than ' || :'late'::int / 60 || ' minutes'
end from pg_stat_archiver;
T
  newest=$(pgbackrest_of_ours info --output=json 2>/dev/null | jq '[.[].backup[].timestamp.stop] | max // 0') || newest=0
  [ "$newest" -gt $(($(date +%s) - 26 * 3600)) ] || echo 'the newest base backup is older than 26 hours, or there is none'
}

# Nothing that happened until now is left out of the archive. Where the server is gone, what has been archived is what there is.
archive_the_rest() {
  runuser -u postgres -- pg_isready -q || { warn 'the database does not answer: what has not been archived is lost'; return 0; }
  # A transaction after the moment that is asked for, by which PostgreSQL knows that it has come to it.
  as_postgres -c 'create temp table mark ()' -c 'select pg_switch_wal()' >/dev/null
  pgbackrest_of_ours check || die 'the archive of changes does not keep up: see whatsapp-saas doctor. Nothing was changed.'
}

# Puts the server back to a moment, or to the end of the archive. What it held before stays beside it until the next time.
restore_server() {
  local moment=$1 folder unit kind=(--type=time "--target=$1" --target-action=promote)
  [ "$moment" != latest ] || kind=(--type=default)
  folder=$(cluster_folder) unit=$(cluster_unit)
  systemctl stop "$unit"
  rm -rf "$folder.before"
  [ ! -d "$folder" ] || mv "$folder" "$folder.before"
  install -d -m 700 -o postgres -g postgres "$folder"
  if pgbackrest_of_ours "${kind[@]}" restore && systemctl start "$unit" && wait_until 600 has_recovered "$unit"; then return 0; fi
  journalctl --unit "$unit" --lines 10 --output cat >&2
  tail -n 10 "/var/log/postgresql/$(cut -d@ -f2 <<<"postgresql-${unit#*@}").log" >&2 || true
  systemctl stop "$unit" || true
  [ -d "$folder.before" ] || return 1
  rm -rf "$folder"
  mv "$folder.before" "$folder"
  systemctl start "$unit"
  return 1
}

# Gives up at once when the server has ended.
has_recovered() { [ "$(as_postgres -c 'select pg_is_in_recovery()')" = f ]; }

# The archive of another machine, whose backup was restored here: it goes on after that backup.
PITR_OTHER=$CONFIG_DIR/env/pitr_other.env

use_other_archive() {
  local archive
  archive=$(setting "$PITR_OTHER" PITR_ARCHIVE)
  [ -n "$archive" ] || die 'no archive of another machine is known here. Restore a backup of it first. Nothing was changed.'
  archives_in_bucket || die 'archives of other machines are in the bucket: run setup-ubuntu.sh --no-docker --pitr --compose PITR_REPOSITORY=bucket. Nothing was changed.'
  PITR_CONFIG=${PITR_CONFIG%.conf}-other.conf
  write_pitr_config "$archive" "$(setting "$PITR_OTHER" PITR_CIPHER_PASS)"
}

# What has come back from there is the database of that machine, whose archive goes on from here.
adopt_other_archive() {
  rm -f "$PITR_CONFIG"
  PITR_CONFIG=${PITR_CONFIG%-other.conf}.conf
  set_settings "$CONFIG_DIR/env/pitr.env" "PITR_CIPHER_PASS=$(setting "$PITR_OTHER" PITR_CIPHER_PASS)"
  rm -f "$PITR_OTHER"
  set_admin_password
  set_up_pitr
  base_backup
}

# The server archives nothing any more, and needs no restart for it.
take_away_pitr() {
  has_pitr || return 0
  as_postgres -c "alter system set archive_command = '/bin/true'" -c 'alter system reset archive_timeout' -c 'alter system reset archive_mode' \
    -c 'select pg_reload_conf()' >/dev/null 2>&1 || true
  set_settings "$CONFIG_DIR/compose.env" PITR=off
  [ -z "$PURGE" ] || rm -rf "$(pitr_folder)" "$PITR_CONFIG" "${PITR_CONFIG%.conf}-other.conf"
}
