# shellcheck shell=bash
# The services of the product, in containers or as units of systemd.

SERVICES_DOCKER=(docker_gate gateway_api session_auth orchestrator delivery)
SERVICES_PLAIN=(gateway_api session_auth orchestrator delivery)

# Those whose programs are the product's own.
services() { if uses_docker; then echo "${SERVICES_DOCKER[@]}"; else echo "${SERVICES_PLAIN[@]}"; fi; }

# These take the calls while gateway_api and session_auth are made anew: nginx turns to them when those do not answer.
STANDBYS=(gateway_standby session_standby)
STANDBY_SECONDS=60

# Whether they stay, so that also a restart by Compose or systemd alone, or the end of a process, refuses no call.
keeps_standbys() { [ "$(compose_setting STANDBY)" = always ]; }

start_services() {
  if uses_docker; then compose up --detach --remove-orphans; else plain_start; fi || return 1
  # What was broken off has left them.
  ! is_healthy || drop_standbys
}

stop_services() {
  if ! uses_docker; then
    plain_stop
  elif [ "${1:-}" = roles ]; then
    compose --profile standby stop --timeout 60 gateway_api session_auth orchestrator delivery docker_gate "${STANDBYS[@]}"
  else
    compose --profile standby stop --timeout 60
  fi
}

# These services alone: what they need stays. Version 2 takes a service that is said to need nothing for another one, which the next `up`
# would make anew; it leaves what is needed alone by itself.
compose_up() {
  local alone=(--no-deps)
  ! docker compose version >/dev/null 2>&1 || alone=()
  compose --profile standby up --detach "${alone[@]}" "$@"
}

# These read their settings anew.
recreate_services() {
  local units
  if uses_docker; then
    compose_up --force-recreate "$@"
  else
    mapfile -t units < <(units_of "$@")
    systemctl restart "${units[@]}"
  fi
}

start_standbys() {
  local units
  if uses_docker; then
    compose_up --force-recreate "${STANDBYS[@]}"
  else
    mapfile -t units < <(units_of "${STANDBYS[@]}")
    systemctl restart "${units[@]}"
  fi && wait_for_standbys "$1"
}

# Those that have ended never answer.
wait_for_standbys() {
  local ends=$((SECONDS + $1)) name
  until answers "$(port_of GATEWAY_STANDBY_PORT 3003)" && answers "$(port_of SESSION_STANDBY_PORT 3004)"; do
    [ "$SECONDS" -lt "$ends" ] || return 1
    for name in "${STANDBYS[@]}"; do [ "$(service_state "$name")" = running ] || return 1; done
    sleep 1
  done
}

drop_standbys() {
  local units
  ! keeps_standbys || return 0
  if uses_docker; then
    compose --profile standby rm --stop --force "${STANDBYS[@]}"
  else
    mapfile -t units < <(units_of "${STANDBYS[@]}")
    systemctl stop "${units[@]}"
  fi >/dev/null 2>&1
}

# Puts services that run under new ones, within so many seconds each, and has calls answered meanwhile. A second of each that does not
# become healthy changes nothing. `changed`: of containers those alone whose image or settings are others.
roll_services() {
  local seconds=$1 what=$2
  shift 2
  if [[ " $* " =~ ' gateway_api '|' session_auth ' ]] && ! start_standbys "$((seconds < STANDBY_SECONDS ? seconds : STANDBY_SECONDS))"; then
    standby_words >&2 || true
    drop_standbys || true
    return 1
  fi
  if uses_docker && [ "$what" = changed ]; then compose_up "$@"; else recreate_services "$@"; fi || return 1
  # Those that stand by stay where the others do not come.
  wait_until "$seconds" all_well && drop_standbys
}

standby_words() {
  local name
  if uses_docker; then compose --profile standby logs --tail 20 "${STANDBYS[@]}"; else
    for name in "${STANDBYS[@]}"; do journalctl --unit "$(unit_of "$name")" --lines 20 --output cat; done
  fi
}

all_well() {
  local role id
  for role in $(services); do
    if uses_docker; then
      id=$(container_of "$role")
      [ -n "$id" ] && [ "$(docker inspect -f '{{.State.Running}} {{.State.Restarting}} {{.State.Health.Status}}' "$id")" = 'true false healthy' ] || return 1
    else
      [ "$(service_state "$role")" = running ] || return 1
    fi
  done
  is_healthy
}

# The whole product, role by role. The database and Redis stay, unless their settings are others.
restart_services() {
  local roles
  read -ra roles <<<"$(services)"
  if uses_docker; then
    compose up --detach --no-deps postgres redis && wait_until 60 in_postgres pg_isready -q &&
      compose run --rm --no-deps -T migrate && compose run --rm --no-deps -T roles
  else
    plain_migrate && plain_passwords
  fi && roll_services 120 all "${roles[@]}"
}

# running, or what it is instead; empty when it is not there.
service_state() {
  local id
  if uses_docker; then
    id=$(container_of "$1")
    [ -z "$id" ] || docker inspect -f '{{.State.Status}}' "$id"
  else
    systemctl is-active "$(unit_of "$1")" | sed 's/^active$/running/' || true
  fi
}

service_logs() {
  local service units=()
  if uses_docker; then
    compose logs --follow --tail 100 "$@"
    return
  fi
  [ $# -gt 0 ] || set -- "${SERVICES_PLAIN[@]}"
  for service in "$@"; do units+=(--unit "$(unit_of "$service")"); done
  journalctl --follow --lines 100 --output cat "${units[@]}"
}

show_services() {
  local service
  if uses_docker; then compose ps; else
    for service in "${SERVICES_PLAIN[@]}"; do printf '%-14s %s\n' "$service" "$(service_state "$service")"; done
  fi
}
