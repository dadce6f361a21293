# shellcheck shell=bash
# The services of the product, in containers or as units of systemd.

SERVICES_DOCKER=(docker_gate gateway_api session_auth orchestrator delivery)
SERVICES_PLAIN=(gateway_api session_auth orchestrator delivery)

# Those whose programs are the product's own.
services() { if uses_docker; then echo "${SERVICES_DOCKER[@]}"; else echo "${SERVICES_PLAIN[@]}"; fi; }

start_services() { if uses_docker; then compose up --detach --remove-orphans; else plain_start; fi; }

stop_services() {
  if ! uses_docker; then
    plain_stop
  elif [ "${1:-}" = roles ]; then
    compose stop --timeout 60 gateway_api session_auth orchestrator delivery docker_gate
  else
    compose stop --timeout 60
  fi
}

# These read their settings anew.
recreate_services() {
  local units
  if uses_docker; then
    compose up --detach --force-recreate --no-deps "$@"
  else
    mapfile -t units < <(units_of "$@")
    systemctl restart "${units[@]}"
  fi
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
