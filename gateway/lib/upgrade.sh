#!/usr/bin/env bash
# Puts another version of the product in the place of the one that runs, or goes back to the one before.
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"

usage() {
  cat <<'T'
Usage: whatsapp-saas upgrade IMAGE     (without containers: the folder of a version) a backup first, then the new version; when it does not become healthy the old one runs on
       whatsapp-saas rollback          the version before the last upgrade; the database stays as it is
T
}

current() { setting "$CONFIG_DIR/compose.env" GATEWAY_IMAGE; }

# docker_gate lets workers of both versions be, so that those of the other can be ended.
use_version() {
  set_settings "$CONFIG_DIR/compose.env" "GATEWAY_IMAGE=$1" "WORKER_IMAGE=$1,$2" "PREVIOUS_IMAGE=$2"
  uses_docker || ln -sfn "$1" "$PRODUCT_LINK"
}

# Within so many seconds. In containers only what is made of another image is made anew. Messages that are accepted wait meanwhile
# and lose nothing.
start_roles() {
  local roles
  read -ra roles <<<"$(services)"
  roll_services "$1" changed "${roles[@]}"
}

# By which name the version is kept, if it is there.
resolve() {
  if uses_docker; then
    docker image inspect "$1" >/dev/null 2>&1 || docker pull -q "$1" >/dev/null || die "there is no image $1. Nothing was changed."
    docker image inspect --format '{{.Id}}' "$1"
  else
    [ -x "$1/usr/local/bin/node" ] || die "$1 holds no version of the product. Nothing was changed."
    readlink -f "$1"
  fi
}

migrate_with() {
  if uses_docker; then GATEWAY_IMAGE=$1 compose run --rm --no-deps migrate; else PRODUCT_LINK=$1 plain_migrate; fi
}

last_words() {
  local role
  if uses_docker; then
    read -ra role <<<"$(services)"
    compose logs --tail 20 "${role[@]}"
  else
    for role in $(services); do journalctl --unit "$(unit_of "$role")" --lines 20 --output cat; done
  fi
}

upgrade() {
  local new old before
  [ $# -eq 1 ] || { usage >&2; exit 2; }
  new=$(resolve "$1")
  old=$(current)
  [ "$new" != "$old" ] || { say "$1 runs already."; exit 0; }
  say '[1/3] backup'
  # 3: it is good, and on this disk alone.
  "$GATEWAY_DIR/backup.sh" || [ $? -eq 3 ] || die 'no backup, no upgrade. Nothing was changed.'
  say '[2/3] database'
  # The old version works on with what the new one adds.
  migrate_with "$new" || die 'the new version cannot bring the database up to date: see above. The old version runs on.'
  say '[3/3] services'
  before=$(compose_setting PREVIOUS_IMAGE)
  use_version "$new" "$old"
  if ! start_roles "${UPGRADE_HEALTH_SECONDS:-120}"; then
    last_words >&2 || true
    use_version "$old" "$new"
    start_roles 300 || die 'the new version did not become healthy, and neither does the old one: see whatsapp-saas logs'
    # The way back leads to what was there before, and not to what did not work.
    set_settings "$CONFIG_DIR/compose.env" "PREVIOUS_IMAGE=$before"
    die 'the new version did not become healthy: see above. The old version runs again.'
  fi
  say "$1 runs. To go back: whatsapp-saas rollback"
}

rollback() {
  local old new
  new=$(current)
  old=$(setting "$CONFIG_DIR/compose.env" PREVIOUS_IMAGE)
  [ -n "$old" ] || die 'there was no upgrade to go back from'
  if uses_docker; then docker image inspect "$old" >/dev/null 2>&1; else [ -d "$old" ]; fi || die "$old is not on this machine any more"
  use_version "$old" "$new"
  start_roles 300 || die 'the version before does not become healthy: see whatsapp-saas logs'
  say 'The version before runs again.'
}

main() {
  local command=${1:-}
  require_root
  require_installation
  exec 8>"$STATE_DIR/upgrade.lock"
  flock -n 8 || die 'another upgrade is at work'
  [ $# -eq 0 ] || shift
  case $command in
    upgrade) upgrade "$@" ;;
    rollback) rollback ;;
    *) usage >&2; exit 2 ;;
  esac
}

main "$@"
