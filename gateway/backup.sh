#!/usr/bin/env bash
# Makes a backup of everything that this installation needs to come back: database, files of messages, settings and secrets. It is
# encrypted, and counts only when it was restored into a scratch database and compared.
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
Usage: backup.sh

Writes a file into BACKUP_DIR (/var/lib/whatsapp-saas/backups) and keeps those of the last 7 days, 4 weeks and 6 months.
Read with the key in /etc/whatsapp-saas/backup.key, of which a copy belongs elsewhere: without it no backup can be read.
Where BACKUP_S3_BUCKET is set in /etc/whatsapp-saas/backup.env it is copied into that bucket as well, and kept there as long.
Ends with 3 when it is good but could not be copied.
T
}

# The database as it is at one moment, and its counts at the same moment, also while messages come and go.
dump_database() {
  {
    cat <<T
begin transaction isolation level repeatable read read only;
select pg_export_snapshot() as snapshot \\gset
\\setenv SNAPSHOT :snapshot
\\! pg_dump --format=custom --snapshot="\$SNAPSHOT" $(database_name) || echo 'dump failed' >&2
\\o |cat >&2
T
    count_sql
    echo 'commit;'
  } | in_postgres psql -XqAt -v ON_ERROR_STOP=1 -d "$(database_name)" >"$WORK/database.dump" 2>"$WORK/counts" || {
    cat "$WORK/counts" >&2
    die 'the database could not be read'
  }
  ! grep -q '^dump failed\|^pg_dump:' "$WORK/counts" || { cat "$WORK/counts" >&2; die 'the database could not be dumped'; }
}

# Roles and who may be whom; their passwords belong to the machine and are given anew.
dump_roles() {
  in_postgres pg_dumpall --roles-only --no-role-passwords | { if has_external_postgres; then grep -E '\bwa_[a-z]+\b' || true; else cat; fi; } >"$WORK/roles.sql"
}

manifest() {
  jq -n --arg version "$(cat "$HERE/VERSION" 2>/dev/null || true)" --arg made_at "$(date -u +%FT%TZ)" \
    --arg machine "$(cat /etc/machine-id)" --arg installation "$(installation)" \
    --arg migration "$(in_postgres psql -XAtq -d "$(database_name)" -c 'select max(name) from migrations')" \
    '{format: 1, version: $version, made_at: $made_at, machine: $machine, installation: $installation, migration: $migration}'
}

verify() {
  restore_database "$1" "$CONFIG_DIR/backup.key" "$(database_name)_verify"
  counts_of "$(database_name)_verify" >"$WORK/restored"
  in_postgres psql -Xq -d postgres -c "drop database \"$(database_name)_verify\" with (force)"
  cmp -s "$WORK/counts" "$WORK/restored" || {
    diff "$WORK/counts" "$WORK/restored" >&2 || true
    die 'the backup does not hold what the database held'
  }
  # All of it can be read, to the last byte.
  age --decrypt --identity "$CONFIG_DIR/backup.key" "$1" | tar -tf - >/dev/null
}

forget_old() {
  local all
  all=$(list_backups)
  comm -23 <(sort <<<"$all") <(kept_of <<<"$all" | sort) | while read -r name; do
    [ -z "$name" ] || rm -f "$BACKUP_DIR/$name"
  done
}

note_failure() {
  local code=$?
  rm -rf "$WORK"
  [ "$code" -eq 0 ] || printf 'failed|%s\n' "$(date -u +%FT%TZ)" >"$BACKUP_NOTE"
}

# What is on this disk alone is lost with it.
copy_away() {
  has_remote || return 0
  (copy_to_remote) && return
  printf 'failed|%s\n' "$(date -u +%FT%TZ)" >"$REMOTE_NOTE"
  warn "the backup is good, but it could not be copied into the bucket $(remote_setting BUCKET): see above. It is tried again with the next one."
  exit 3
}

main() {
  case ${1:-} in
    '') ;;
    --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  require_root
  require_installation
  [ -s "$CONFIG_DIR/backup.key" ] || die "there is no key at $CONFIG_DIR/backup.key: make one with age-keygen -o $CONFIG_DIR/backup.key"
  umask 077
  mkdir -p "$BACKUP_DIR"
  exec 9>"$STATE_DIR/backup.lock"
  flock -n 9 || die 'another backup or restore is at work'
  WORK=$(mktemp -d "$BACKUP_DIR/.work-XXXXXX")
  trap note_failure EXIT
  local file
  file=$BACKUP_DIR/whatsapp-saas-$(date -u +%Y%m%dT%H%M%SZ).tar.age
  dump_database
  dump_roles
  manifest >"$WORK/manifest.json"
  # A file of a message that comes or goes meanwhile is no failure.
  tar --create --file - --warning=no-file-changed --warning=no-file-removed --ignore-failed-read \
    --directory "$WORK" manifest.json counts roles.sql database.dump \
    --directory "$CONFIG_DIR" --transform 's,^env,configuration,' env \
    --directory "$(dirname "$(files_folder)")" --transform "s,^_data,files," --exclude '_data/tmp' _data |
    age --encrypt --recipient "$(age-keygen -y "$CONFIG_DIR/backup.key")" >"$WORK/archive" ||
    die 'the backup could not be written'
  verify "$WORK/archive"
  mv "$WORK/archive" "$file"
  printf 'good|%s|%s\n' "$(date -u +%FT%TZ)" "$(basename "$file")" >"$BACKUP_NOTE"
  forget_old
  trap - EXIT
  rm -rf "$WORK"
  say "$file"
  ! has_pitr || base_backup >&2 || warn 'the backup is good, but pgBackRest made no base backup: see above'
  copy_away
  (note_operation) || warn 'the overview of administrators could not be told'
}

[ "${BASH_SOURCE[0]}" != "$0" ] || main "$@"
