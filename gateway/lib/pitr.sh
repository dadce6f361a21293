# shellcheck shell=bash
# Point-in-time recovery with pgBackRest: every change of the database is archived, and the database comes back as it was at any moment
# since the oldest base backup. It covers a whole server, so that server has to be ours alone. lib/pitr-server.sh is the server.

PITR_STANZA=whatsapp-saas
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
    printf 'repo1-path=%s\n' "$(if uses_docker; then echo /var/lib/pgbackrest; else pitr_folder; fi)"
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
  local archive=$1 secret=$2 user
  user=$(server_user)
  install -d -m 755 "$(dirname "$(pitr_config)")"
  write_private "$(pitr_config)" <<T
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
pg1-path=$(folder_in_server)
$(if uses_docker; then printf 'pg1-socket-path=/run/postgresql\npg1-user=wa_admin'; else printf 'pg1-port=%s' "$(port_of POSTGRES_PORT 5432)"; fi)
T
  chown "root:${user#*:}" "$(pitr_config)"
  chmod 640 "$(pitr_config)"
}

# Archiving begins, and with it the first base backup is made.
set_up_pitr() {
  local foreign secret archive
  foreign=$(foreign_databases)
  [ -z "$foreign" ] || die "--pitr covers the whole server of PostgreSQL, and this one has databases of others: $foreign"
  secret=$(setting "$CONFIG_DIR/env/pitr.env" PITR_CIPHER_PASS)
  [ -n "$secret" ] || secret=$(random_hex)
  archive=$(as_postgres -c 'select system_identifier from pg_control_system()')
  set_settings "$CONFIG_DIR/env/pitr.env" "PITR_CIPHER_PASS=$secret" "PITR_ARCHIVE=$archive" "PITR_ENGINE=$(pitr_engine)"
  archives_in_bucket || own_folder "$(pitr_folder)"
  write_pitr_config "$archive" "$secret"
  as_postgres -c "alter system set archive_command = 'pgbackrest --config=$(config_in_server) --stanza=$PITR_STANZA archive-push %p'" \
    -c "alter system set archive_timeout = '60s'" -c 'alter system set archive_mode = on' -c 'select pg_reload_conf()' >/dev/null
  ! uses_docker || { start_server && wait_until 60 server_answers; } || die 'PostgreSQL does not come back with pgBackRest: see whatsapp-saas logs postgres'
  # It takes a restart; what runs connects again.
  [ "$(as_postgres -c 'show archive_mode')" = on ] || restart_server
  if ! wait_until 60 server_answers; then
    server_words >&2
    die 'PostgreSQL does not answer: see above'
  fi
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
  server_answers || { warn 'the database does not answer: what has not been archived is lost'; return 0; }
  # A transaction after the moment that is asked for, by which PostgreSQL knows that it has come to it.
  as_postgres -c 'create temp table mark ()' -c 'select pg_switch_wal()' >/dev/null
  pgbackrest_of_ours check || die 'the archive of changes does not keep up: see whatsapp-saas doctor. Nothing was changed.'
}

# Puts the server back to a moment, or to the end of the archive. What it held before stays beside it until the next time.
restore_server() {
  local moment=$1 folder kind=(--type=time "--target=$1" --target-action=promote)
  [ "$moment" != latest ] || kind=(--type=default)
  folder=$(cluster_folder)
  stop_server
  rm -rf "$folder.before"
  [ ! -d "$folder" ] || mv "$folder" "$folder.before"
  own_folder "$folder"
  if pgbackrest_of_ours "${kind[@]}" restore && start_server && wait_for_recovery; then return 0; fi
  server_words >&2
  stop_server || true
  [ -d "$folder.before" ] || return 1
  rm -rf "$folder"
  mv "$folder.before" "$folder"
  start_server
  return 1
}

# A server that has ended does not come to the moment any more.
wait_for_recovery() {
  local ends=$((SECONDS + 600))
  until [ "$(as_postgres -c 'select pg_is_in_recovery()' 2>/dev/null)" = f ]; do
    [ "$SECONDS" -lt "$ends" ] && ! server_has_ended || return 1
    sleep 1
  done
}

# The archive of another machine, whose backup was restored here: it goes on after that backup.
PITR_OTHER=$CONFIG_DIR/env/pitr_other.env

# Beside the files of a database in a container lies its configuration, and not beside those of one of the distribution.
pitr_engine() { if uses_docker; then echo docker; else echo none; fi; }

use_other_archive() {
  local archive engine
  archive=$(setting "$PITR_OTHER" PITR_ARCHIVE)
  [ -n "$archive" ] || die 'no archive of another machine is known here. Restore a backup of it first. Nothing was changed.'
  archives_in_bucket || die 'archives of other machines are in the bucket: run setup-ubuntu.sh --pitr --compose PITR_REPOSITORY=bucket. Nothing was changed.'
  engine=$(setting "$PITR_OTHER" PITR_ENGINE)
  [ "${engine:-none}" = "$(pitr_engine)" ] ||
    die 'one of the two machines runs the database in a container, and the other one does not: the archive goes on only in an installation of the same kind. Nothing was changed.'
  PITR_CONFIG=$(pitr_config)
  PITR_CONFIG=${PITR_CONFIG%.conf}-other.conf
  write_pitr_config "$archive" "$(setting "$PITR_OTHER" PITR_CIPHER_PASS)"
}

# Before its database is put in the place of ours; the password of ours is kept for when that fails.
take_other_password() {
  OWN_PASSWORD=$(setting "$CONFIG_DIR/env/postgres.env" POSTGRES_PASSWORD)
  take_admin_password "$(setting "$PITR_OTHER" POSTGRES_PASSWORD)"
}

leave_other_archive() {
  rm -f "$PITR_CONFIG"
  take_admin_password "$OWN_PASSWORD"
  ! uses_docker || start_server
}

# What has come back from there is the database of that machine, whose archive goes on from here.
adopt_other_archive() {
  rm -f "$PITR_CONFIG"
  PITR_CONFIG=${PITR_CONFIG%-other.conf}.conf
  set_settings "$CONFIG_DIR/env/pitr.env" "PITR_CIPHER_PASS=$(setting "$PITR_OTHER" PITR_CIPHER_PASS)"
  rm -f "$PITR_OTHER"
  uses_docker || set_admin_password
  set_up_pitr
  base_backup
}

# The server archives nothing any more, and needs no restart for it.
take_away_pitr() {
  has_pitr || return 0
  as_postgres -c "alter system set archive_command = '/bin/true'" -c 'alter system reset archive_timeout' -c 'alter system reset archive_mode' \
    -c 'select pg_reload_conf()' >/dev/null 2>&1 || true
  set_settings "$CONFIG_DIR/compose.env" PITR=off
  [ -z "$PURGE" ] || rm -rf "$(pitr_folder)" "$(pitr_config)"
}
