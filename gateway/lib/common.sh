# shellcheck shell=bash
# What all scripts of the deployment kit share: where things are, how they speak, and Compose. Sourced, never run.

GATEWAY_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
CONFIG_DIR=${CONFIG_DIR:-/etc/whatsapp-saas}
STATE_DIR=${STATE_DIR:-/var/lib/whatsapp-saas}

say() { printf '%s\n' "$*"; }
warn() { printf 'warning: %s\n' "$*" >&2; }
die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

require_root() { [ "$(id -u)" -eq 0 ] || die "run this as root: sudo $0"; }
require_installation() {
  [ -f "$CONFIG_DIR/compose.env" ] || die "there is no installation in $CONFIG_DIR. Run setup-ubuntu.sh first."
}

# The value of a setting in one of the files that hold NAME=value lines; empty when it is not there.
setting() {
  local file=$1 name=$2
  [ -f "$file" ] || return 0
  sed -n "s/^$name=//p" "$file" | tail -1
}

# Writes standard input to a file as a whole or not at all, for root alone. Says nothing of what is in it.
write_private() {
  local path=$1
  (umask 077 && cat >"$path.new")
  chmod 600 "$path.new"
  if [ -f "$path" ] && cmp -s "$path.new" "$path"; then
    rm -f "$path.new"
  else
    mv -f "$path.new" "$path"
  fi
}

# Sets NAME=value lines of a file, given as arguments, and leaves all others as they are.
set_settings() {
  local file=$1 line name
  shift
  local rest
  rest=$(cat "$file" 2>/dev/null || true)
  for line in "$@"; do
    name=${line%%=*}
    rest=$(printf '%s\n' "$rest" | grep -v "^$name=" || true)
    rest="$rest"$'\n'"$line"
  done
  printf '%s\n' "$rest" | sed '/^$/d' | write_private "$file"
}

random_hex() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

compose_setting() { setting "$CONFIG_DIR/compose.env" "$1"; }

# Whether the product runs in containers, or as processes of this machine (lib/plain.sh).
uses_docker() { [ "$(compose_setting ENGINE)" != none ]; }

# Whether the database is a server that others look after.
has_external_postgres() { [ "$(compose_setting POSTGRES)" = external ]; }

database_name() {
  local name
  name=$(compose_setting POSTGRES_DATABASE)
  printf '%s' "${name:-gateway}"
}

# Runs a command with the settings of these files of secrets.
with_settings() (
  names=$1
  shift
  for name in $names; do
    [ -f "$CONFIG_DIR/env/$name.env" ] || continue
    while IFS= read -r line; do
      [[ ! $line =~ ^[A-Za-z_][A-Za-z0-9_]*= ]] || export "${line?}"
    done <"$CONFIG_DIR/env/$name.env"
  done
  exec "$@"
)

# Compose of this installation: version 2 where it is there, else 1.29.
compose() {
  local program=(docker compose) files=(-f "$GATEWAY_DIR/docker-compose.yml")
  ! has_external_postgres || files+=(-f "$GATEWAY_DIR/docker-compose.external.yml")
  [ -z "$(compose_setting PITR_IMAGE)" ] || files+=(-f "$GATEWAY_DIR/docker-compose.pitr.yml")
  docker compose version >/dev/null 2>&1 || program=(docker-compose)
  (cd "$GATEWAY_DIR" && "${program[@]}" --env-file "$CONFIG_DIR/compose.env" --project-directory "$GATEWAY_DIR" \
    "${files[@]}" "$@")
}

installation() {
  local name
  name=$(setting "$CONFIG_DIR/compose.env" INSTALLATION)
  printf '%s' "${name:-whatsapp-saas}"
}

# The container of a service, running or not; empty when there is none.
container_of() {
  docker ps -aq --filter "label=com.docker.compose.project=$(installation)" --filter "label=com.docker.compose.service=$1" | head -1
}

# psql or pg_dump of the server's own version, in the server's own container, as its administrator. Of a server elsewhere, and without
# containers, the settings name the server.
in_postgres() {
  local container
  if ! uses_docker; then
    with_settings postgres "$@"
    return
  fi
  container=$(container_of postgres)
  [ -n "$container" ] || die 'the database does not run. Start it: whatsapp-saas start'
  docker exec -i "$container" sh -c \
    'PGPASSWORD=${PGPASSWORD:-$POSTGRES_PASSWORD} PGUSER=${PGUSER:-wa_admin} PGHOST=${PGHOST:-/run/postgresql} exec "$@"' sh "$@"
}

# Runs one of the operator's programs of the product with the right to all rows.
operator() {
  local role=$1 image
  shift
  if ! uses_docker; then
    plain_node 'settings delivery operator plain' "$role" "$@"
    return
  fi
  image=$(setting "$CONFIG_DIR/compose.env" GATEWAY_IMAGE)
  docker run --rm -i --network none --read-only --cap-drop ALL --security-opt no-new-privileges \
    --env-file "$CONFIG_DIR/env/settings.env" --env-file "$CONFIG_DIR/env/delivery.env" --env-file "$CONFIG_DIR/env/operator.env" \
    --volume "$(installation)-postgres-socket:/run/postgresql" "$image" "/app/server/src/main/$role.ts" "$@"
}

# Mails standard input to the operator. The database is not needed for it.
mail_operator() {
  if ! uses_docker; then
    plain_node settings mail-operator "$@"
    return
  fi
  docker run --rm -i --network host --read-only --cap-drop ALL --security-opt no-new-privileges \
    --env-file "$CONFIG_DIR/env/settings.env" "$(setting "$CONFIG_DIR/compose.env" GATEWAY_IMAGE)" \
    /app/server/src/main/mail-operator.ts "$@"
}

port_of() {
  local port
  port=$(compose_setting "$1")
  printf '%s' "${port:-$2}"
}

gateway_url() { printf 'http://127.0.0.1:%s' "$(port_of GATEWAY_PORT 3000)"; }

# Waits until a command succeeds; fails after so many seconds.
wait_until() {
  local seconds=$1 ends
  shift
  ends=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$ends" ] || return 1
    sleep 1
  done
}

# Whether the service at this port says that it is well.
answers() { [ "$(curl -s -o /dev/null -m 5 -w '%{http_code}' "http://127.0.0.1:$1/health")" = 200 ]; }

is_healthy() { answers "$(port_of GATEWAY_PORT 3000)"; }

# shellcheck source=plain.sh
. "$GATEWAY_DIR/lib/plain.sh"
# shellcheck source=pitr-server.sh
. "$GATEWAY_DIR/lib/pitr-server.sh"
# shellcheck source=pitr.sh
. "$GATEWAY_DIR/lib/pitr.sh"
# shellcheck source=services.sh
. "$GATEWAY_DIR/lib/services.sh"
