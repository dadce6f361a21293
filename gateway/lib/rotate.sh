#!/usr/bin/env bash
# Changes keys and passwords of an installation.
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"

usage() {
  cat <<'T'
Usage: whatsapp-saas rotate master-key | jwt | database-passwords

  master-key           a new MASTER_KEY; what the old one sealed is sealed anew. Make a backup afterwards.
  jwt                  a new JWT_SECRET; tokens that were signed before stay valid until they end
  database-passwords   new passwords for the roles of the database
T
}

# Puts a new key in the place of the old one, which becomes the one of before.
renew() {
  local name=$1 old new service
  shift
  # Those before it stay as well: of a change that was broken off, something may still be sealed with them.
  old=$(printf '%s,%s' "$(setting "$CONFIG_DIR/env/$1.env" "$name")" "$(setting "$CONFIG_DIR/env/$1.env" "${name}_PREVIOUS")" | cut -d, -f1-3 | sed 's/,$//')
  new=$(random_hex)
  for service in "$@"; do
    set_settings "$CONFIG_DIR/env/$service.env" "$name=$new" "${name}_PREVIOUS=$old"
  done
}

set_passwords() { if uses_docker; then compose up --force-recreate --no-deps roles; else plain_passwords; fi; }

recreate() {
  roll_services 120 all "$@" >/dev/null 2>&1 || die 'the services do not start again: see whatsapp-saas logs'
}

main() {
  require_root
  require_installation
  exec 9>"$STATE_DIR/rotate.lock"
  flock -n 9 || die 'keys are being changed right now'
  case ${1:-} in
    master-key)
      renew MASTER_KEY orchestrator migrate operator
      recreate orchestrator
      operator rotate-keys
      ;;
    jwt)
      renew JWT_SECRET gateway_api session_auth delivery
      recreate gateway_api session_auth delivery
      ;;
    database-passwords)
      local role
      for role in TENANT WORKER SYSTEM; do set_settings "$CONFIG_DIR/env/roles.env" "WA_${role}_PASSWORD=$(random_hex)"; done
      "$GATEWAY_DIR/lib/configure.sh" --image "$(compose_setting GATEWAY_IMAGE)"
      set_passwords >/dev/null 2>&1 || die 'the passwords could not be set: see whatsapp-saas logs roles'
      recreate gateway_api session_auth orchestrator delivery
      ;;
    *) usage >&2; exit 2 ;;
  esac
  say 'Done.'
}

main "$@"
