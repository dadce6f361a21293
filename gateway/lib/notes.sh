# shellcheck shell=bash
# What is known of backups and of the recovery kit, and who is told of it: the product's administrators, and the operator by mail.

KIT_NOTE=$STATE_DIR/recovery-kit

# The code that stands in the recovery kit, and in no other place: of the keys that are in it.
kit_code() {
  {
    echo 'recovery kit'
    setting "$CONFIG_DIR/env/migrate.env" MASTER_KEY
    cat "$CONFIG_DIR/backup.key" 2>/dev/null || true
  } | sha256sum | sed -E 's/^(.{4})(.{4})(.{4}).*/\1-\2-\3/'
}

is_kit_confirmed() { [ -f "$KIT_NOTE" ] && [ "$(cat "$KIT_NOTE")" = "$(kit_code | sha256sum)" ]; }

# When the newest backup on this disk was made, in seconds; nothing when there is none.
newest_backup() {
  { find "$BACKUP_DIR" -maxdepth 1 -name 'whatsapp-saas-*.tar.age' -printf '%Ts\n' 2>/dev/null || true; } | sort -n | tail -1
}

# The time of a note of this kind (good, failed), if it is one.
noted() { awk -F'|' -v kind="$2" '$1 == kind { print $2 }' "$1" 2>/dev/null || true; }

# For the overview of administrators.
note_operation() {
  in_postgres psql -Xq -v ON_ERROR_STOP=1 -d "$(database_name)" -v kit="$(is_kit_confirmed && echo confirmed || echo missing)" \
    -v made="$(newest_backup)" -v failed="$(noted "$BACKUP_NOTE" failed)" -v copied="$(noted "$REMOTE_NOTE" good)" <<'T'
update operation_notes set recovery_kit = :'kit', backup_at = to_timestamp(nullif(:'made', '')::double precision),
  backup_failed_at = nullif(:'failed', '')::timestamptz, backup_copied_at = nullif(:'copied', '')::timestamptz, noted_at = now();
T
}

can_mail() {
  [ -n "$(setting "$CONFIG_DIR/env/settings.env" SMTP_URL)" ] && [ -n "$(setting "$CONFIG_DIR/env/settings.env" OPERATOR_EMAIL)" ]
}

# Mails the troubles in its arguments to the operator: each when it was found twice in a row, again every day that it lasts. Numbers
# in the text, such as hours, make no other trouble of it. What could not be mailed is tried again at the next look.
tell_operator() {
  local now=$STATE_DIR/troubles before=$STATE_DIR/troubles.before told=$STATE_DIR/troubles.told lasting
  [ -e "$now" ] || : >"$now"
  [ -e "$told" ] || : >"$told"
  mv "$now" "$before"
  printf '%s\n' "$@" | sed -E '/^$/d; s/[0-9]+/N/g' | sort -u >"$now"
  lasting=$(comm -12 "$before" "$now")
  [ -n "$lasting" ] || { : >"$told"; return 0; }
  [ -n "$(comm -13 "$told" <(printf '%s\n' "$lasting"))" ] || [ -n "$(find "$told" -mmin +1440)" ] || return 0
  can_mail || return 0
  printf '%s\n' "$@" '' 'On the machine: whatsapp-saas doctor' |
    mail_operator --subject "$(hostname): ${1%%: *}$([ $# -eq 1 ] || echo ", and $(($# - 1)) more")" >/dev/null || {
    warn 'the operator could not be mailed'
    return 0
  }
  printf '%s\n' "$lasting" >"$told"
}
