# shellcheck shell=bash
# The server of PostgreSQL below point-in-time recovery: the one of the distribution, or the container `postgres` of Compose in an image
# that has pgBackRest. pgBackRest runs where the server does, as the server's own user.

# The file of pgBackRest's configuration, on this machine and where the server sees it.
pitr_config() {
  if [ -n "${PITR_CONFIG:-}" ]; then
    printf '%s' "$PITR_CONFIG"
  elif uses_docker; then
    printf '%s/pgbackrest/whatsapp-saas.conf' "$CONFIG_DIR"
  else
    echo /etc/pgbackrest/whatsapp-saas.conf
  fi
}
config_in_server() { if uses_docker; then printf '/etc/pgbackrest/%s' "$(basename "$(pitr_config)")"; else pitr_config; fi; }

# In the server's container, or beside it, in one of the same service, while the server is stopped.
pgbackrest_of_ours() {
  local words=(--config="$(config_in_server)" --stanza="$PITR_STANZA" "$@")
  if ! uses_docker; then
    runuser -u postgres -- pgbackrest "${words[@]}"
  elif server_runs; then
    in_postgres pgbackrest "${words[@]}" </dev/null
  else
    compose run --rm --no-deps -T --entrypoint pgbackrest postgres "${words[@]}" </dev/null
  fi
}

# As the owner of the server, through its socket.
as_postgres() {
  local program=(psql -XAtq -v ON_ERROR_STOP=1 -d postgres)
  if uses_docker; then in_postgres "${program[@]}" "$@"; else runuser -u postgres -- "${program[@]}" -p "$(port_of POSTGRES_PORT 5432)" "$@"; fi
}

server_answers() { if uses_docker; then (in_postgres pg_isready -q </dev/null) 2>/dev/null; else runuser -u postgres -- pg_isready -q; fi; }

server_runs() { if uses_docker; then [ "$(service_state postgres)" = running ]; else systemctl is-active -q "$(cluster_unit)"; fi; }

# Since it was started last. Docker starts one that ends again and again.
server_has_ended() { ! server_runs || { uses_docker && [ "$(docker inspect -f '{{.RestartCount}}' "$(container_of postgres)")" != 0 ]; }; }

# The unit of systemd by which the distribution runs the server: postgresql@15-main.
cluster_unit() { pg_lsclusters --no-header | awk -v port="$(port_of POSTGRES_PORT 5432)" '$3 == port { print "postgresql@" $1 "-" $2 }'; }

# The files of the database, on this machine and where the server sees them.
cluster_folder() {
  uses_docker || { pg_lsclusters --no-header | awk -v port="$(port_of POSTGRES_PORT 5432)" '$3 == port { print $6 }'; return; }
  printf '%s/pgdata' "$(docker volume inspect --format '{{.Mountpoint}}' "$(installation)-postgres-data")"
}
folder_in_server() { if uses_docker; then echo /var/lib/postgresql/data/pgdata; else cluster_folder; fi; }

# The server's user, as user:group. A container has its own.
server_user() {
  uses_docker || { echo postgres:postgres; return; }
  # shellcheck disable=SC2016 # said to the shell of the container
  docker run --rm --network none --entrypoint sh "$(compose_setting PITR_IMAGE)" -c 'printf "%s:%s" "$(id -u postgres)" "$(id -g postgres)"'
}

stop_server() { if uses_docker; then compose stop --timeout 60 postgres; else systemctl stop "$(cluster_unit)"; fi; }
# A container is made anew where its image, its volumes or its settings have become others.
start_server() { if uses_docker; then compose up --detach --no-deps postgres; else systemctl start "$(cluster_unit)"; fi; }
restart_server() { if uses_docker; then stop_server && start_server; else systemctl restart "$(cluster_unit)"; fi; }

server_words() {
  local unit
  if uses_docker; then
    compose logs --tail 20 postgres
    return
  fi
  unit=$(cluster_unit)
  journalctl --unit "$unit" --lines 10 --output cat
  tail -n 10 "/var/log/postgresql/$(cut -d@ -f2 <<<"postgresql-${unit#*@}").log" || true
}

has_pgbackrest() { docker run --rm --network none --entrypoint pgbackrest "$1" version >/dev/null 2>&1; }

# The image of PostgreSQL with pgBackRest: the one that was chosen if it has it, else one that is made out of it.
pitr_image() {
  local base=$1
  if has_pgbackrest "$base"; then printf '%s' "$base"; else
    printf 'whatsapp-saas-postgres:%s' "$(docker image inspect --format '{{.Id}}' "$base" | cut -d: -f2 | cut -c1-12)"
  fi
}

# The public images have the packages of PostgreSQL's own developers, of which this is one, in the version that knows the server's.
build_pitr_image() {
  local base=$1 image
  image=$(pitr_image "$base")
  ! docker image inspect "$image" >/dev/null 2>&1 || return 0
  docker build -q -t "$image" - <<T || die "pgBackRest cannot be put into the image $base: see above. Without a way to its packages give an image that has it: --compose POSTGRES_IMAGE=…"
FROM $base
USER root
RUN apt-get update && apt-get install -y --no-install-recommends pgbackrest ca-certificates && rm -rf /var/lib/apt/lists/*
T
}

# From now on Compose adds docker-compose.pitr.yml. Its server needs the folders before it starts.
use_pitr_image() {
  uses_docker || return 0
  set_settings "$CONFIG_DIR/compose.env" "PITR_IMAGE=$1" "PITR_FOLDER=$(pitr_folder)" COMPOSE_FILE=docker-compose.yml:docker-compose.pitr.yml
  install -d -m 755 "$(dirname "$(pitr_config)")"
  own_folder "$(pitr_folder)"
}

# A folder that nobody but the server reads.
own_folder() {
  local user
  user=$(server_user)
  install -d -m 700 -o "${user%:*}" -g "${user#*:}" "$1"
}

# In containers the administrator of a database has its password alone, and a database of another machine has that one's.
take_admin_password() {
  uses_docker || return 0
  set_settings "$CONFIG_DIR/env/postgres.env" "POSTGRES_PASSWORD=$1"
  "$GATEWAY_DIR/lib/configure.sh" --image "$(compose_setting GATEWAY_IMAGE)"
}
