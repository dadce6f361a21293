#!/usr/bin/env bash
# Puts a backup in the place of what this installation holds: on the machine it comes from, or on another one that was set up anew.
set -euo pipefail
HERE=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
# shellcheck source=lib/common.sh
. "$HERE/lib/common.sh"
# shellcheck source=lib/archive.sh
. "$HERE/lib/archive.sh"
# shellcheck source=lib/remote.sh
. "$HERE/lib/remote.sh"
# shellcheck source=lib/notes.sh
. "$HERE/lib/notes.sh"

usage() {
  cat <<'T'
Usage: restore.sh FILE [--key FILE] [--old-machine-is-off] [--non-interactive]
       restore.sh --to MOMENT [--other-archive] [--non-interactive]
       restore.sh --list

  FILE                   a backup, as backup.sh writes it; s3:NAME is one of the bucket in backup.env, s3:latest the newest there
  --to MOMENT            the database as it was then, such as '2026-11-29 08:00:00+00' (without an offset: in the time zone of this machine),
                         or latest: all that was archived. Needs setup-ubuntu.sh --pitr
  --other-archive        out of the archive, in the bucket, of the machine whose backup was restored here last; this machine goes on with it
  --list                 the backups on this disk and in the bucket
  --key FILE             the key it is read with; default: /etc/whatsapp-saas/backup.key
  --old-machine-is-off   the machine the backup comes from will not run again. Needed on any other machine: two machines that
                         hold one number take it from each other, and messages are lost. Where a bucket is set, the other machine
                         finds a mark there and stops by itself, should it come back.
  --non-interactive      asks nothing
Linked numbers come back without a QR code. What was here before stays, as database gateway_before and as folder
_data.before beside the files, until the next restore.
T
}

read_options() {
  FILE='' KEY=$CONFIG_DIR/backup.key OLD_IS_OFF='' NON_INTERACTIVE='' TO='' OTHER_ARCHIVE=''
  while [ $# -gt 0 ]; do
    case $1 in
      --key) KEY=${2:?--key needs a file}; shift ;;
      --old-machine-is-off) OLD_IS_OFF=yes ;;
      --to) TO=${2:?--to needs a moment}; shift ;;
      --other-archive) OTHER_ARCHIVE=yes ;;
      --list) list; exit 0 ;;
      --non-interactive) NON_INTERACTIVE=yes ;;
      --help) usage; exit 0 ;;
      -*) usage >&2; exit 2 ;;
      *) [ -z "$FILE" ] || { usage >&2; exit 2; }; FILE=$1 ;;
    esac
    shift
  done
  # Either a file or a moment.
  if [ -z "$FILE$TO" ] || { [ -n "$FILE" ] && [ -n "$TO$OTHER_ARCHIVE" ]; } || { [ -n "$OTHER_ARCHIVE" ] && [ -z "$TO" ]; }; then
    usage >&2
    exit 2
  fi
}

list() {
  list_backups | sed "s,^,$BACKUP_DIR/,"
  ! has_remote || list_remote | sed 's,^,s3:,'
}

keys_of() { curl -sk -m 5 "$1/.well-known/jwks.json" 2>/dev/null | jq -ce '[.keys[].x] | sort | select(length > 0)' 2>/dev/null; }

# Where the backup's own address answers with other keys than those of this installation, the machine it comes from is not off.
judge_old_machine() {
  local url there here
  url=$(read_archive "$FILE" "$KEY" configuration/settings.env | sed -n 's/^PUBLIC_URL=//p' | tail -1)
  [ -n "$url" ] && there=$(keys_of "$url") && here=$(keys_of "$(gateway_url)") || return 0
  [ "$there" = "$here" ] ||
    die "the old machine is not off: $url answers, and it is not this installation. Switch it off, or let its name lead here, first. Nothing was changed."
}

# Everything that can be wrong with a backup, found before anything is changed.
judge_archive() {
  local manifest here
  [ -r "$FILE" ] || die "$FILE cannot be read"
  [ -r "$KEY" ] || die "the key $KEY cannot be read"
  age --decrypt --identity "$KEY" "$FILE" 2>"$WORK/said" | tar -tf - >"$WORK/names" 2>>"$WORK/said" ||
    die "this is no backup that $KEY opens, or it is damaged: $(head -1 "$WORK/said"). Nothing was changed."
  manifest=$(read_archive "$FILE" "$KEY" manifest.json 2>/dev/null) || die 'this is no backup of this product. Nothing was changed.'
  [ "$(jq -r .format <<<"$manifest")" = 1 ] || die 'this backup was made by a newer version of backup.sh. Nothing was changed.'
  here=$(in_postgres psql -XAtq -d "$(database_name)" -c 'select max(name) from migrations')
  [[ ! $(jq -r .migration <<<"$manifest") > $here ]] ||
    die "this backup was made by a newer version ($(jq -r .version <<<"$manifest")) than the one installed here. Install that one first. Nothing was changed."
  if [ "$(jq -r .machine <<<"$manifest")" != "$(cat /etc/machine-id)" ]; then
    [ -n "$OLD_IS_OFF" ] ||
      die 'this backup comes from another machine. If that one is off for good, say so: --old-machine-is-off. Nothing was changed.'
    judge_old_machine
  fi
  say "Backup of $(jq -r .made_at <<<"$manifest"), version $(jq -r .version <<<"$manifest")."
}

agree() {
  [ -z "$NON_INTERACTIVE" ] || return 0
  [ -t 0 ] || die 'nobody can be asked here: run it with --non-interactive'
  local answer
  read -r -p 'It takes the place of all messages and linked numbers of this installation. Type "restore": ' answer
  [ "$answer" = restore ] || die 'nothing was changed'
}

# Roles that are there already stay. On a server of others the migrations have made them.
restore_roles() {
  ! has_external_postgres || return 0
  read_archive "$FILE" "$KEY" roles.sql | in_postgres psql -Xq -d postgres >/dev/null 2>"$WORK/roles" || true
  ! grep 'ERROR:' "$WORK/roles" | grep -vE 'already exists|already a member' || die 'the roles of the database could not be made'
}

# Workers of the time of the backup are gone, whatever it says of them.
forget_workers() {
  in_postgres psql -Xq -v ON_ERROR_STOP=1 -d "$1" <<'T'
update instances set status = 'stopped', stopped_at = now() where status not in ('stopped', 'failed');
update session_leases set expires_at = now() where expires_at > now();
delete from service_heartbeats;
T
}

swap_database() {
  local name
  name=$(database_name)
  in_postgres psql -Xq -v ON_ERROR_STOP=1 -v "name=$name" -v "before=${name}_before" -v "restored=${name}_restored" -d postgres <<'T'
drop database if exists :"before" with (force);
select pg_terminate_backend(pid) from pg_stat_activity where datname = :'name' \g /dev/null
begin;
alter database :"name" rename to :"before";
alter database :"restored" rename to :"name";
commit;
T
}

restore_files() {
  local volume
  volume=$(dirname "$(files_folder)")
  rm -rf "$volume/_data.new"
  mkdir "$volume/_data.new"
  age --decrypt --identity "$KEY" "$FILE" | tar -xp --numeric-owner -C "$volume/_data.new" --strip-components 1 -f - files
  chown -R --reference="$volume/_data" "$volume/_data.new"
  chmod --reference="$volume/_data" "$volume/_data.new"
  rm -rf "$volume/_data.before"
  mv "$volume/_data" "$volume/_data.before"
  mv "$volume/_data.new" "$volume/_data"
}

# What sealed and signed the contents comes along; the passwords of the database, and where this machine is reached, are its own.
restore_secrets() {
  local service line
  for service in gateway_api session_auth delivery orchestrator migrate operator; do
    mapfile -t lines < <(read_archive "$FILE" "$KEY" "configuration/$service.env" |
      grep -E '^(MASTER_KEY|JWT_SECRET|CONTROL_SECRET|WEBHOOK_KEY)(_PREVIOUS)?=')
    [ ${#lines[@]} -eq 0 ] || set_settings "$CONFIG_DIR/env/$service.env" "${lines[@]}"
  done
  remember_archive
  mapfile -t lines < <(read_archive "$FILE" "$KEY" configuration/settings.env | grep -vE '^(#|PUBLIC_URL=|METRICS_TOKEN=)')
  for line in "${lines[@]}"; do
    [ -n "$(setting "$CONFIG_DIR/env/settings.env" "${line%%=*}")" ] || set_settings "$CONFIG_DIR/env/settings.env" "$line"
  done
}

# Changes of another machine that were archived after its backup.
remember_archive() {
  local archive
  read_archive "$FILE" "$KEY" configuration/pitr.env >"$WORK/pitr.env" 2>/dev/null || return 0
  archive=$(setting "$WORK/pitr.env" PITR_ARCHIVE)
  [ -n "$archive" ] && [ "$archive" != "$(setting "$CONFIG_DIR/env/pitr.env" PITR_ARCHIVE)" ] || return 0
  read_archive "$FILE" "$KEY" configuration/postgres.env | grep '^POSTGRES_PASSWORD=' >>"$WORK/pitr.env"
  write_private "$CONFIG_DIR/env/pitr_other.env" <"$WORK/pitr.env"
}

# Before a number connects here.
hold_numbers() {
  has_remote || return 0
  take_hold || warn 'no mark could be left in the bucket: should the old machine come back, it will not see that this one has taken its place'
}

# The database as it was at a moment. Files stay as they are now.
restore_moment() {
  local moment=$TO seconds
  has_pitr || die 'changes of the database are not archived here: run setup-ubuntu.sh --pitr. Nothing was changed.'
  [ -z "$OTHER_ARCHIVE" ] || use_other_archive
  if [ "$TO" != latest ]; then
    seconds=$(date -d "$TO" +%s 2>/dev/null) || die "$TO is no moment: it looks like 2026-11-29 08:00:00+00. Nothing was changed."
    moment=$(date -u -d "$TO" '+%F %T.%6N+00')
    [ "$seconds" -le "$(date +%s)" ] || die "$moment is in the future. Nothing was changed."
    judge_moment "$seconds"
  fi
  agree
  [ -n "$OTHER_ARCHIVE" ] || archive_the_rest
  say "The database goes back to $moment."
  stop_services roles >/dev/null 2>&1 || true
  [ -z "$OTHER_ARCHIVE" ] || take_other_password
  restore_server "$moment" || {
    [ -z "$OTHER_ARCHIVE" ] || leave_other_archive
    start_services >/dev/null 2>&1 || true
    die 'the database could not be put back: see above. It runs as it was.'
  }
  [ -z "$OTHER_ARCHIVE" ] || adopt_other_archive
  forget_workers "$(database_name)"
}

judge_moment() {
  local oldest
  oldest=$(pitr_oldest) || die 'the archive cannot be read: see above. Nothing was changed.'
  [ "$oldest" != 0 ] || die 'there is no base backup. Nothing was changed.'
  [ "$1" -ge "$oldest" ] || die "the archive begins at $(date -u -d "@$oldest" '+%F %T+00'). Nothing was changed."
}

# The product on what has come back.
go_on() {
  hold_numbers
  # The containers read their settings when they are made.
  ! uses_docker || recreate_services docker_gate >/dev/null 2>&1
  start_services >/dev/null 2>&1 || die 'the services do not start: see whatsapp-saas logs'
  wait_until 120 is_healthy || die 'the product does not become healthy: see whatsapp-saas logs'
  (note_operation) || true
  say 'Restored. Linked numbers come back by themselves.'
}

main() {
  read_options "$@"
  require_root
  require_installation
  umask 077
  mkdir -p "$STATE_DIR"
  exec 9>"$STATE_DIR/backup.lock"
  flock -n 9 || die 'another backup or restore is at work'
  WORK=$(mktemp -d)
  trap 'rm -rf "$WORK"' EXIT
  if [ -n "$TO" ]; then
    restore_moment
    go_on
    return
  fi
  [[ $FILE != s3:* ]] || FILE=$(fetch_remote "${FILE#s3:}" "$WORK")
  judge_archive
  agree
  restore_roles
  restore_database "$FILE" "$KEY" "$(database_name)_restored"
  counts_of "$(database_name)_restored" >"$WORK/restored"
  read_archive "$FILE" "$KEY" counts >"$WORK/counts"
  cmp -s "$WORK/counts" "$WORK/restored" || die 'the database does not hold what the backup held. What was here still runs.'
  forget_workers "$(database_name)_restored"
  # From here on the product is down, for seconds. The orchestrator ends its workers first.
  stop_services roles >/dev/null 2>&1
  restore_secrets
  restore_files
  swap_database
  go_on
}

[ "${BASH_SOURCE[0]}" != "$0" ] || main "$@"
