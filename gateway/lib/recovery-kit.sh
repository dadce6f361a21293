#!/usr/bin/env bash
# The recovery kit: what it takes to bring the installation back when its machine is lost, in one encrypted file that is kept elsewhere.
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"
# shellcheck source=archive.sh
. "$GATEWAY_DIR/lib/archive.sh"
# shellcheck source=remote.sh
. "$GATEWAY_DIR/lib/remote.sh"
# shellcheck source=notes.sh
. "$GATEWAY_DIR/lib/notes.sh"

usage() {
  cat <<'T'
Usage: whatsapp-saas recovery-kit FILE [--recipient KEY]…   writes the kit, encrypted with age: for a passphrase, which it asks for,
                                                            or for keys such as age1… or ssh-ed25519 …
       whatsapp-saas recovery-kit --confirm CODE            the code stands in the kit: whoever knows it has opened it

Carry the file to where the loss of this machine does not reach, open it there (age --decrypt FILE), and confirm. Until then status,
doctor and the overview of administrators remind of it, and again when a key is changed.
T
}

lines_of() { grep -E "$2" "$1" 2>/dev/null || true; }

sheet() {
  cat <<T
Recovery kit of the WhatsApp gateway at $(setting "$CONFIG_DIR/env/settings.env" PUBLIC_URL)
made at $(date -u +%FT%TZ) on $(hostname), version $(cat "$GATEWAY_DIR/VERSION" 2>/dev/null || echo unknown)

Whoever has this file can read every backup. Keep it away from the machine, and from the backups.

CONFIRM that you could open it, on the machine:

    sudo whatsapp-saas recovery-kit --confirm $(kit_code)

WHEN THE MACHINE IS LOST

1. Make sure that it is off, and stays off: two machines that hold one number take it from each other.
2. Install the same version, or a newer one, on another machine: sudo gateway/setup-ubuntu.sh …
3. Write the lines under KEY OF THE BACKUPS into a file, backup.key.
4. Where backups are in a bucket: write the lines under BUCKET into $REMOTE_SETTINGS, and apt-get install rclone.
5. sudo whatsapp-saas restore --key backup.key --old-machine-is-off s3:latest     (or a file instead of s3:latest)
6. Where the changes are archived in the bucket: set the archive up on the new machine (setup-ubuntu.sh --pitr --compose
   PITR_REPOSITORY=bucket), then sudo whatsapp-saas restore --to latest --other-archive. It brings what happened after the backup.
7. Let the domain lead to the new machine. Make a recovery kit of it: its backups have a key of their own.

All linked numbers come back without a QR code. What happened after the backup is there only as far as it was archived.

KEY OF THE BACKUPS

$(cat "$CONFIG_DIR/backup.key")

BUCKET

$(lines_of "$REMOTE_SETTINGS" '^BACKUP_S3_')

$(lines_of "$CONFIG_DIR/env/pitr.env" '^PITR_(CIPHER_PASS|ARCHIVE)=')

KEYS OF WHAT IS SEALED (they are in each backup as well; for a copy of the database without one)

$(lines_of "$CONFIG_DIR/env/migrate.env" '^MASTER_KEY(_PREVIOUS)?=')
$(lines_of "$CONFIG_DIR/env/gateway_api.env" '^(JWT_SECRET|CONTROL_SECRET|WEBHOOK_KEY)(_PREVIOUS)?=')
T
}

make() {
  local file=$1
  shift
  [ -s "$CONFIG_DIR/backup.key" ] || die "there is no key at $CONFIG_DIR/backup.key: run setup again"
  [ ! -e "$file" ] || die "$file is there already"
  if [ $# -eq 0 ]; then
    [ -t 0 ] || die 'nobody can be asked for a passphrase here: use --recipient KEY'
    set -- --passphrase
  fi
  umask 077
  sheet | age --encrypt --armor "$@" >"$file.new" || {
    rm -f "$file.new"
    die 'the kit could not be encrypted'
  }
  mv "$file.new" "$file"
  say "$file"
  say 'Carry it elsewhere, open it there (age --decrypt), and confirm with the code that stands in it. Then remove it here.'
}

confirm() {
  local said
  said=$(tr -cd '0-9a-f' <<<"$1")
  [ "$said" = "$(kit_code | tr -d -)" ] ||
    die 'that is not the code of the kit for the keys of today. Was a key changed since? Make another one.'
  mkdir -p "$STATE_DIR"
  kit_code | sha256sum | write_private "$KIT_NOTE"
  (note_operation) 2>/dev/null || warn 'the overview of administrators is told later'
  say 'Confirmed.'
}

main() {
  local file='' recipients=()
  while [ $# -gt 0 ]; do
    case $1 in
      --help) usage; exit 0 ;;
      --confirm) require_root; require_installation; confirm "${2:?--confirm needs the code}"; exit 0 ;;
      --recipient) recipients+=(--recipient "${2:?--recipient needs a key}"); shift ;;
      -*) usage >&2; exit 2 ;;
      *) [ -z "$file" ] || { usage >&2; exit 2; }; file=$1 ;;
    esac
    shift
  done
  [ -n "$file" ] || { usage >&2; exit 2; }
  require_root
  require_installation
  make "$file" "${recipients[@]}"
}

[ "${BASH_SOURCE[0]}" != "$0" ] || main "$@"
