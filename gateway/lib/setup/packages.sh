# shellcheck shell=bash
# Packages of the distribution: those that are missing, and no others.

wanted_packages() {
  echo nginx ufw fail2ban python3-systemd unattended-upgrades logrotate age openssl curl ca-certificates iproute2 jq
  [ -z "$DOMAIN" ] || echo certbot
  ! wants_bucket || echo rclone
  if [ -n "$NO_DOCKER" ]; then
    if [ -n "$EXTERNAL_POSTGRES" ] || has_external_postgres; then echo postgresql-client; else echo postgresql; fi
    ! wants_pitr || echo pgbackrest
    [ -n "$BUNDLE" ] || [ -d "$IMAGE" ] || echo npm
    return
  fi
  command -v dockerd >/dev/null || echo docker.io
  # Debian 13 has the command in a package of its own.
  command -v docker >/dev/null || ! wants_docker_cli || echo docker-cli
  docker compose version >/dev/null 2>&1 || docker-compose version >/dev/null 2>&1 || compose_package
}

wants_docker_cli() { command -v dockerd >/dev/null || apt-cache depends docker.io 2>/dev/null | grep -q ' docker-cli$'; }

wants_pitr() { [ -n "$PITR" ] || has_pitr; }

wants_bucket() { [ ${#BACKUP_SETTINGS[@]} -gt 0 ] || grep -q '^BACKUP_S3_BUCKET=.' "$CONFIG_DIR/backup.env" 2>/dev/null; }

# Version 2 where the distribution has it under a name of its own.
compose_package() {
  if apt-cache show docker-compose-v2 >/dev/null 2>&1; then echo docker-compose-v2; else echo docker-compose; fi
}

missing_packages() {
  local package
  for package in $(wanted_packages); do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
  done
}

plan_packages() {
  local missing
  missing=$(missing_packages | xargs)
  echo "${missing:-all are there}"
}

step_packages() {
  local missing
  # What an apt that was killed has left half done.
  dpkg --configure -a
  mapfile -t missing < <(missing_packages)
  if [ ${#missing[@]} -gt 0 ]; then
    apt-get update -q || die 'the package lists cannot be read: is there a way to the internet, and are the addresses in /etc/apt right?'
    mapfile -t missing < <(missing_packages)
    # Others' settings stay as they are.
    DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l apt-get install -y -q --no-install-recommends \
      -o Dpkg::Options::=--force-confold "${missing[@]}"
  fi
  [ -z "$NO_DOCKER" ] || return 0
  # An engine that runs is left alone.
  docker info >/dev/null 2>&1 || systemctl enable --now docker
  wait_until 60 docker info || die 'Docker does not answer: see journalctl -u docker'
  judge_engine
  name_compose
}

# Version 2 is a word of docker. Documents, and those who read them, say docker-compose.
name_compose() {
  command -v docker-compose >/dev/null && return
  printf '#!/bin/sh\n# Of whatsapp-saas.\nexec docker compose "$@"\n' >/usr/local/bin/docker-compose.new
  chmod 755 /usr/local/bin/docker-compose.new
  mv -f /usr/local/bin/docker-compose.new /usr/local/bin/docker-compose
}

judge_engine() {
  local api
  api=$(docker version --format '{{.Server.APIVersion}}')
  [ "$(printf '1.41\n%s\n' "$api" | sort -V | head -1)" = 1.41 ] ||
    die "the Docker engine of this machine speaks version $api of its API; at least 1.41 (engine 20.10) is needed. Update it, then run this again."
}
