#!/usr/bin/env bash
# Writes what docker-compose.yml needs: secrets of their own for each service (made once, never changed by this), and the images.
# Run it again with other images: what is set already stays.
set -euo pipefail
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

usage() {
  cat <<'T'
Usage: lib/configure.sh --image IMAGE [NAME=value …]
  --image IMAGE   the product's image, by any name that this engine knows; it is used by its digest. With ENGINE=none the folder
                  with the programs of the product
  NAME=value      settings of Compose (POSTGRES_IMAGE, REDIS_IMAGE, SUBNET, WORKER_SUBNETS, INSTALLATION, GATEWAY_PORT, …)
Settings of the product itself (.env.example) go into CONFIG_DIR/env/settings.env.
T
}

# A secret of a file, or a new one where there is none.
kept() {
  local value
  value=$(setting "$CONFIG_DIR/env/$1.env" "$2")
  printf '%s' "${value:-$(random_hex)}"
}

external_url() { setting "$CONFIG_DIR/env/external.env" EXTERNAL_POSTGRES_URL; }

# The address of the database for one of its roles.
database_url() {
  if has_external_postgres; then
    external_url | sed -E "s,^(postgres(ql)?://)[^@]*@,\\1$1:$2@,"
  elif uses_docker; then
    printf 'postgresql://%s:%s@localhost/gateway?host=/run/postgresql' "$1" "$2"
  else
    printf 'postgresql://%s:%s@127.0.0.1:%s/gateway' "$1" "$2" "$(postgres_port)"
  fi
}

postgres_port() {
  local port
  port=$(compose_setting POSTGRES_PORT)
  printf '%s' "${port:-5432}"
}

# Where psql and pg_dump find the server, as its administrator.
client_settings() {
  local url
  if has_external_postgres; then
    url=$(external_url)
    [[ $url =~ ^postgres(ql)?://([^:@/]+):([^@/]+)@([^:/?@]+)(:([0-9]+))?/([A-Za-z0-9_]+)(\?(.*))?$ ]] ||
      die 'the address of the database looks like postgresql://user:password@host:5432/database'
    printf 'PGUSER=%s\nPGPASSWORD=%b\nPGHOST=%s\nPGPORT=%s\n' "${BASH_REMATCH[2]}" "${BASH_REMATCH[3]//%/\\x}" "${BASH_REMATCH[4]}" "${BASH_REMATCH[6]:-5432}"
    tr '&' '\n' <<<"${BASH_REMATCH[9]:-}" | sed -n 's/^sslmode=/PGSSLMODE=/p'
  elif ! uses_docker; then
    printf 'PGUSER=wa_admin\nPGPASSWORD=%s\nPGHOST=127.0.0.1\nPGPORT=%s\n' "$1" "$(postgres_port)"
  fi
}

# The settings of a service that are not ours to make, such as MASTER_KEY_PREVIOUS, stay as they are.
write_env() {
  local service=$1
  shift
  set_settings "$CONFIG_DIR/env/$service.env" "$@"
}

write_secrets() {
  local admin tenant worker system jwt control webhook master redis
  admin=$(kept postgres POSTGRES_PASSWORD)
  tenant=$(kept roles WA_TENANT_PASSWORD)
  worker=$(kept roles WA_WORKER_PASSWORD)
  system=$(kept roles WA_SYSTEM_PASSWORD)
  master=$(kept orchestrator MASTER_KEY)
  jwt=$(kept gateway_api JWT_SECRET)
  control=$(kept gateway_api CONTROL_SECRET)
  webhook=$(kept gateway_api WEBHOOK_KEY)
  redis=$(kept redis REDIS_PASSWORD)
  local redis_port metrics_token
  redis_port=$(setting "$CONFIG_DIR/compose.env" REDIS_PORT)
  metrics_token=$(setting "$CONFIG_DIR/env/settings.env" METRICS_TOKEN)
  # The files that others are made from come first, so that whoever is killed in the middle makes the same when run again.
  write_env postgres "POSTGRES_PASSWORD=$admin"
  write_env redis "REDIS_PASSWORD=$redis"
  local client=(PGUSER=wa_admin PGHOST=/run/postgresql "PGPASSWORD=$admin") owner redis_url=()
  if has_external_postgres || ! uses_docker; then
    mapfile -t client < <(client_settings "$admin")
    write_env postgres "${client[@]}"
  fi
  owner=$(if has_external_postgres; then external_url; else database_url wa_admin "$admin"; fi)
  # Each role is one process on this machine, which counts in its own memory.
  ! uses_docker || redis_url=("REDIS_URL=redis://:$redis@127.0.0.1:${redis_port:-6379}/0")
  write_env roles "PGDATABASE=$(database_name)" "${client[@]}" \
    "WA_TENANT_PASSWORD=$tenant" "WA_WORKER_PASSWORD=$worker" "WA_SYSTEM_PASSWORD=$system"
  local shared=("JWT_SECRET=$jwt" "CONTROL_SECRET=$control" "WEBHOOK_KEY=$webhook")
  local service=("DATABASE_TENANT_URL=$(database_url wa_tenant "$tenant")" "${redis_url[@]}")
  write_env gateway_api "${shared[@]}" "${service[@]}" "DATABASE_SYSTEM_URL=$(database_url wa_system "$system")"
  write_env session_auth "${shared[@]}" "${service[@]}"
  write_env delivery "${shared[@]}" "DATABASE_SYSTEM_URL=$(database_url wa_system "$system")"
  write_env orchestrator "${shared[@]}" "MASTER_KEY=$master" \
    "DATABASE_SYSTEM_URL=$(database_url wa_system "$system")" "DATABASE_WORKER_URL=$(database_url wa_worker "$worker")"
  # The addresses of the roles are told to it so that it gives them no passwords of its own.
  write_env migrate "MASTER_KEY=$master" "DATABASE_URL=$owner" \
    "DATABASE_TENANT_URL=$(database_url wa_tenant "$tenant")" "DATABASE_WORKER_URL=$(database_url wa_worker "$worker")" \
    "DATABASE_SYSTEM_URL=$(database_url wa_system "$system")"
  write_env operator "MASTER_KEY=$master"
  write_env grafana "GF_SECURITY_ADMIN_PASSWORD=$(kept grafana GF_SECURITY_ADMIN_PASSWORD)"
  write_env settings "METRICS_TOKEN=${metrics_token:-$(random_hex)}"
  # Prometheus, which is no user of this machine, reads it through the folder of root alone.
  setting "$CONFIG_DIR/env/settings.env" METRICS_TOKEN >"$CONFIG_DIR/metrics-token"
  chmod 644 "$CONFIG_DIR/metrics-token"
}

main() {
  local image='' settings=()
  while [ $# -gt 0 ]; do
    case $1 in
      --image) image=${2:?--image needs a name}; shift 2 ;;
      *=*) settings+=("$1"); shift ;;
      *) usage >&2; exit 2 ;;
    esac
  done
  [ -n "$image" ] || { usage >&2; exit 2; }
  (umask 077 && mkdir -p "$CONFIG_DIR/env")
  chmod 700 "$CONFIG_DIR" "$CONFIG_DIR/env"
  name_database
  if [[ " ${settings[*]} " = *' ENGINE=none '* ]] || ! uses_docker; then
    configure_plain "$image" "${settings[@]}"
  else
    configure_docker "$image" "${settings[@]}"
  fi
  write_secrets
}

# A database elsewhere is known by its address, which stands in a file of secrets.
name_database() {
  [ -n "$(external_url)" ] || return 0
  set_settings "$CONFIG_DIR/compose.env" POSTGRES=external "POSTGRES_DATABASE=$(external_url | sed -E 's,^.*/([A-Za-z0-9_]+)(\?.*)?$,\1,')"
}

# Settings of the roles as units of systemd.
configure_plain() {
  local folder=$1
  shift
  [ -x "$folder/usr/local/bin/node" ] || die "$folder holds no programs of the product"
  set_settings "$CONFIG_DIR/compose.env" "INSTALLATION=$(installation)" ENGINE=none "GATEWAY_IMAGE=$folder" "$@"
  ln -sfn "$folder" "$PRODUCT_LINK"
  write_env plain HOST=127.0.0.1 DRIVER=process MEDIA_SOCKET=/run/whatsapp-saas/media.sock \
    "GATEWAY_PORT=$(port_of GATEWAY_PORT 3000)" "SESSION_AUTH_PORT=$(port_of SESSION_AUTH_PORT 3001)"
  write_env standby "GATEWAY_PORT=$(port_of GATEWAY_STANDBY_PORT 3003)" "SESSION_AUTH_PORT=$(port_of SESSION_STANDBY_PORT 3004)"
}

configure_docker() {
  local image=$1
  shift
  image=$(docker image inspect --format '{{.Id}}' "$image" 2>/dev/null) ||
    die "this engine has no image of that name. Build it (npm run image), load it (docker load) or pull it first."
  set_settings "$CONFIG_DIR/compose.env" "COMPOSE_PROJECT_NAME=$(installation)" "INSTALLATION=$(installation)" \
    "CONFIG_DIR=$CONFIG_DIR" "GATEWAY_IMAGE=$image" "WORKER_IMAGE=$image" \
    "DOCKER_GID=$(stat -c %g /var/run/docker.sock)" "$@"
  # Compose reads its name from here, too.
  set_settings "$CONFIG_DIR/compose.env" "COMPOSE_PROJECT_NAME=$(installation)"
  ! has_external_postgres || set_settings "$CONFIG_DIR/compose.env" COMPOSE_FILE=docker-compose.yml:docker-compose.external.yml
  name_profiles
  # So that docker-compose works in this folder by itself.
  ln -sfn "$CONFIG_DIR/compose.env" "$GATEWAY_DIR/.env"
}

# Compose itself knows of those that stand by for good.
name_profiles() {
  local before wanted
  before=$(compose_setting COMPOSE_PROFILES)
  wanted=$({
    tr ',' '\n' <<<"$before" | grep -vx standby || true
    ! keeps_standbys || echo standby
  } | sed '/^$/d' | paste -sd,)
  [ "$before" = "$wanted" ] || set_settings "$CONFIG_DIR/compose.env" "COMPOSE_PROFILES=$wanted"
}

[ "${BASH_SOURCE[0]}" != "$0" ] || main "$@"
