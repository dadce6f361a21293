# shellcheck shell=bash
# Backups in a bucket: copied there, kept there as on the disk, fetched from there. And the mark in the bucket by which a machine
# sees that another one has taken its place.

REMOTE_SETTINGS=$CONFIG_DIR/backup.env
REMOTE_NOTE=$STATE_DIR/backup-copied
OWN_EPOCH=$STATE_DIR/epoch

remote_setting() { setting "$REMOTE_SETTINGS" "BACKUP_S3_$1"; }
has_remote() { [ -n "$(remote_setting BUCKET)" ]; }

# rclone with the bucket as `backups:`; it does not start where AWS_CA_BUNDLE is set. Its keys are in the environment, so that they stand in no list of processes.
remote() {
  local provider=AWS endpoint key
  command -v rclone >/dev/null || die 'rclone is missing, which copies backups into the bucket: apt-get install rclone'
  endpoint=$(remote_setting ENDPOINT)
  key=$(remote_setting ACCESS_KEY_ID)
  [ -z "$endpoint" ] || provider=Other
  RCLONE_CONFIG_BACKUPS_TYPE=s3 RCLONE_CONFIG_BACKUPS_PROVIDER=$provider RCLONE_CONFIG_BACKUPS_ENDPOINT=$endpoint \
    RCLONE_CONFIG_BACKUPS_REGION=$(remote_setting REGION) RCLONE_CONFIG_BACKUPS_ACCESS_KEY_ID=$key \
    RCLONE_CONFIG_BACKUPS_SECRET_ACCESS_KEY=$(remote_setting SECRET_ACCESS_KEY) \
    RCLONE_CONFIG_BACKUPS_ENV_AUTH=$([ -n "$key" ] && echo false || echo true) RCLONE_CONFIG_BACKUPS_NO_CHECK_BUCKET=true \
    env -u AWS_CA_BUNDLE rclone --config /dev/null --contimeout 10s --timeout 2m --retries "${REMOTE_RETRIES:-3}" --low-level-retries "${REMOTE_RETRIES:-3}" \
    --log-level ERROR "$@"
}

remote_path() { printf 'backups:%s/%s%s' "$(remote_setting BUCKET)" "$(remote_setting PREFIX)" "${1:-}"; }

# Names of the backups in the bucket, newest first. A folder that nobody has written to is empty.
list_remote() {
  local names code=0
  names=$(remote lsf --files-only --include 'whatsapp-saas-*.tar.age' "$(remote_path)") || code=$?
  [ "$code" -eq 0 ] || [ "$code" -eq 3 ] || return 1
  sort -r <<<"$names" | sed '/^$/d'
}

# One backup, which counts when the bucket holds as many bytes of it; rclone compares their hash.
copy_one() {
  remote copyto "$BACKUP_DIR/$1" "$(remote_path "$1")" &&
    [ "$(remote lsf --format s "$(remote_path "$1")")" = "$(stat -c %s "$BACKUP_DIR/$1")" ]
}

# Every backup of this disk that the bucket should have and has not, such as those of days when it could not be reached; then those
# that are older than they are kept go.
copy_to_remote() {
  local here there kept name
  here=$(list_backups)
  there=$(list_remote) || return 1
  kept=$(printf '%s\n%s\n' "$here" "$there" | sed '/^$/d' | sort -ru | kept_of | sort)
  for name in $(comm -12 <(comm -23 <(sort <<<"$here") <(sort <<<"$there")) <(printf '%s\n' "$kept")); do
    copy_one "$name" || return 1
  done
  for name in $(comm -23 <(sort <<<"$there") <(printf '%s\n' "$kept")); do
    remote deletefile "$(remote_path "$name")" || return 1
  done
  printf 'good|%s|%s\n' "$(date -u +%FT%TZ)" "$(head -1 <<<"$here")" >"$REMOTE_NOTE"
}

# A backup of the bucket by its name, or the newest, into a folder; prints where it is.
fetch_remote() {
  local name=$1 folder=$2
  has_remote || die "no bucket is set in $REMOTE_SETTINGS. Nothing was changed."
  if [ "$name" = latest ]; then
    name=$(list_remote | head -1) || die 'the bucket cannot be read. Nothing was changed.'
    [ -n "$name" ] || die 'there is no backup in the bucket. Nothing was changed.'
  fi
  [[ $name =~ ^whatsapp-saas-[0-9TZ]+\.tar\.age$ ]] || die "$name is no name of a backup. Nothing was changed."
  if ! remote copyto "$(remote_path "$name")" "$folder/$name" >&2 || [ ! -s "$folder/$name" ]; then
    die "$name cannot be fetched from the bucket. Nothing was changed."
  fi
  printf '%s' "$folder/$name"
}

# The mark is one of the installation, whose secrets travel with its backups: other installations in the same bucket have others.
mark_name() {
  printf 'holder-%s' "$(setting "$CONFIG_DIR/env/gateway_api.env" WEBHOOK_KEY | sha256sum | cut -c1-16)"
}

# epoch|host|time of the machine that took the installation over last; nothing when none ever did. Fails when that cannot be told.
read_mark() {
  local names code=0
  names=$(REMOTE_RETRIES=1 remote lsf --files-only --include "$(mark_name)" "$(remote_path)") || code=$?
  [ "$code" -ne 3 ] || return 0
  [ "$code" -eq 0 ] || return 1
  [ -z "$names" ] || REMOTE_RETRIES=1 remote cat "$(remote_path "$names")"
}

own_epoch() { cat "$OWN_EPOCH" 2>/dev/null || echo 0; }

# From now on this machine holds the numbers, and any other that reads the mark lets go of them.
take_hold() {
  local mark theirs epoch
  mark=$(read_mark) || return 1
  theirs=${mark%%|*}
  epoch=$(own_epoch)
  [ "${theirs:-0}" -le "$epoch" ] || epoch=$theirs
  epoch=$((epoch + 1))
  printf '%s|%s|%s\n' "$epoch" "$(hostname)" "$(date -u +%FT%TZ)" | remote rcat "$(remote_path "$(mark_name)")" || return 1
  printf '%s\n' "$epoch" >"$OWN_EPOCH"
}

# Prints who has taken the installation over since this machine did. A bucket that cannot be reached says nothing.
held_elsewhere() {
  local mark host time
  has_remote || return 1
  mark=$(read_mark 2>/dev/null) || return 1
  [ -n "$mark" ] && [ "${mark%%|*}" -gt "$(own_epoch)" ] || return 1
  IFS='|' read -r _ host time <<<"$mark"
  printf '%s has taken over the numbers of this machine at %s' "$host" "$time"
}

# shellcheck disable=SC2034 # said by whoever finds it
HELD_ELSEWHERE_MEND='if that machine is off for good: whatsapp-saas take-over --other-machine-is-off; to bring all back here: whatsapp-saas restore s3:latest'
