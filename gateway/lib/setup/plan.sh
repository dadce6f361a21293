# shellcheck shell=bash
# What is looked at before anything is changed, and what is said about it.

INSTALL_DIR=/opt/whatsapp-saas
LOG_DIR=/var/log/whatsapp-saas
STATUS_FILE=$STATE_DIR/setup-status
OS_RELEASE=${OS_RELEASE:-/etc/os-release}

look_at_system() {
  judge_distribution
  judge_system
  judge_machine
  judge_port 80
  judge_port 443
  VERSION=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$HERE/../package.json" 2>/dev/null | head -1)
  [ -n "$VERSION" ] || VERSION=$(cat "$HERE/VERSION" 2>/dev/null) || die 'this folder is incomplete: neither ../package.json nor VERSION is there'
  judge_mode
  judge_postgres
  judge_pitr
  judge_standby
  IMAGE=${IMAGE:-whatsapp-saas:$VERSION}
  [ -z "$NO_DOCKER" ] || IMAGE=$INSTALL_DIR/products/$VERSION-$(product_print)
  # Names and addresses that the certificate has to bear where no domain is given.
  ADDRESS=$(ip -4 route get 192.0.2.1 2>/dev/null | sed -n 's/.* src \([0-9.]*\).*/\1/p' | head -1)
  PUBLIC_NAME=${DOMAIN:-${ADDRESS:-localhost}}
}

# What an installation runs in, and whose database it uses, is decided once.
judge_mode() {
  [ -f "$CONFIG_DIR/compose.env" ] || return 0
  if uses_docker; then
    [ -z "$NO_DOCKER" ] || die 'this installation runs in containers. Make a backup, take it away (--uninstall --purge), and restore it into a new one. Nothing was changed.'
  else
    NO_DOCKER=yes
  fi
  if [ -n "$EXTERNAL_POSTGRES" ] && ! has_external_postgres && [ -n "$(compose_setting GATEWAY_IMAGE)" ]; then
    die 'this installation has a database of its own. Make a backup, take it away (--uninstall --purge), and restore it into a new one. Nothing was changed.'
  fi
}

# PostgreSQL of the distribution has to be new enough, which its packages say before anything is installed.
judge_postgres() {
  local version
  [ -n "$NO_DOCKER" ] && [ -z "$EXTERNAL_POSTGRES" ] && ! has_external_postgres || return 0
  version=$(apt-cache policy postgresql 2>/dev/null | sed -n 's/^ *Candidate: \([0-9]*\).*/\1/p')
  [ -z "$version" ] || [ "$version" -ge 15 ] ||
    die "--no-docker needs PostgreSQL 15 or newer, and this distribution has PostgreSQL $version. Leave --no-docker out, use --external-postgres, or add the packages of postgresql.org to apt. Nothing was changed."
}

judge_pitr() {
  [ -z "$PITR" ] || ! has_external_postgres ||
    die '--pitr is for a server of this installation: those who look after the one of --external-postgres look after its archive. Nothing was changed.'
  judge_repository
}

judge_standby() {
  case $(wanted_of compose.env STANDBY "${COMPOSE_SETTINGS[@]}") in
    '' | always | restart) ;;
    *) die 'STANDBY is always or restart. Nothing was changed.' ;;
  esac
}

# Where the archive is: what is asked for now, or was before.
judge_repository() {
  local trouble
  case $(wanted_of compose.env PITR_REPOSITORY "${COMPOSE_SETTINGS[@]}") in
    '' | folder) return 0 ;;
    bucket) ;;
    *) die 'PITR_REPOSITORY is folder or bucket. Nothing was changed.' ;;
  esac
  trouble=$(repository_trouble "$(wanted_of backup.env BACKUP_S3_BUCKET "${BACKUP_SETTINGS[@]}")" \
    "$(wanted_of backup.env BACKUP_S3_ENDPOINT "${BACKUP_SETTINGS[@]}")" "$(wanted_of backup.env BACKUP_S3_ACCESS_KEY_ID "${BACKUP_SETTINGS[@]}")")
  [ -z "$trouble" ] || die "PITR_REPOSITORY=bucket: $trouble. Nothing was changed."
}

# A setting as it is going to be: given among these, or in this file.
wanted_of() {
  local file=$1 name=$2 one value
  value=$(setting "$CONFIG_DIR/$file" "$name")
  shift 2
  for one in "$@"; do
    [ "${one%%=*}" != "$name" ] || value=${one#*=}
  done
  printf '%s' "$value"
}

# Another file with programs is another version of them.
product_print() {
  if [ -n "$BUNDLE" ]; then
    sha256sum <"$BUNDLE"
  else
    (cd "$HERE/.." && find package-lock.json server/src server/migrations -type f -print0 2>/dev/null | sort -z | xargs -0r sha256sum | sha256sum)
  fi | cut -c1-12
}

judge_distribution() {
  local ID='' VERSION_ID=''
  # shellcheck source=/dev/null
  . "$OS_RELEASE"
  case "$ID $VERSION_ID" in
    'ubuntu 22.04' | 'ubuntu 24.04' | 'ubuntu 26.04' | 'debian 12' | 'debian 13') ;;
    *) die "this is $ID $VERSION_ID. Setup knows Ubuntu 22.04, 24.04 and 26.04, and Debian 12 and 13; UBUNTU_DEPLOYMENT.md tells the steps for others." ;;
  esac
}

judge_system() {
  [ "$(uname -m)" = x86_64 ] || [ "$(uname -m)" = aarch64 ] || die "processors of the kind $(uname -m) are not supported"
  [ -d /run/systemd/system ] || die 'systemd does not run here. In a container use Compose alone: see README.md.'
}

judge_machine() {
  local free_mb memory_mb
  free_mb=$(df -Pm /var/lib | awk 'NR == 2 { print $4 }')
  memory_mb=$(awk '/MemTotal/ { print int($2 / 1024) }' /proc/meminfo)
  [ "$free_mb" -ge "${SETUP_FREE_MB_MIN:-4000}" ] || die "/var/lib has $free_mb MB free; at least ${SETUP_FREE_MB_MIN:-4000} MB are needed. Nothing was changed."
  [ "$memory_mb" -ge 1700 ] || die "this machine has $memory_mb MB of memory; at least 2 GB are needed. Nothing was changed."
}

# nginx may hold the port: its other sites stay, and ours stands beside them.
judge_port() {
  local holder
  holder=$(ss -Hltnp "sport = :$1" | sed -n 's/.*users:(("\([^"]*\)".*/\1/p' | sort -u | head -1)
  [ -z "$(ss -Hltn "sport = :$1")" ] || [ "$holder" = nginx ] ||
    die "port $1 is used by ${holder:-another program}. Stop it or move it to another port, then run this again. Nothing was changed."
}

# The same request on the same version: what it has done need not be done again.
fingerprint() {
  {
    printf '%s\n' "$VERSION" "$DOMAIN" "$EMAIL" "$IMAGE" "${SETTINGS[@]}" "${COMPOSE_SETTINGS[@]}" "${BACKUP_SETTINGS[@]}" \
      "$NO_DOCKER" "$PITR" "$(sha256sum <<<"$EXTERNAL_POSTGRES")"
    (cd "$HERE" && find . -type f ! -name .env ! -name INSTALLATION_SUMMARY.md ! -name VERSION ! -path './test/*' -print0 | sort -z | xargs -0 sha256sum)
  } | sha256sum | cut -c1-16
}

print_plan() {
  cat <<T
What setup does on this machine:

  packages   $(plan_packages)
  product    $INSTALL_DIR (programs), $CONFIG_DIR (settings and secrets, for root alone), $STATE_DIR (state and
             backups), $LOG_DIR; $(plan_product)
  database   $(plan_database)
  service    whatsapp-saas.service, and timers for backups, clean-up, health and the certificate
  nginx      a site called whatsapp-saas for https://$PUBLIC_NAME; other sites stay as they are
  certificate $([ -n "$DOMAIN" ] && echo "from Let's Encrypt for $DOMAIN" || echo 'of an authority of its own, kept in /etc/whatsapp-saas/tls')
  firewall   ufw lets in 22, 80, 443$(ssh_ports_besides) and what it lets in already
  protection fail2ban for logins, security updates by themselves
Not touched: Docker's settings, containers, networks and volumes of others, other sites of nginx.

T
}

plan_product() {
  if [ -n "$NO_DOCKER" ]; then
    echo "no containers: units of systemd as the user $PLAIN_USER, data in $PLAIN_DATA and ${PLAIN_DATA%-data}-workers"
  else
    echo "volumes and networks of Docker called $(installation)…; image $IMAGE"
  fi
}

plan_database() {
  if [ -n "$EXTERNAL_POSTGRES" ] || has_external_postgres; then
    echo "the server at $(sed -E 's,^[^@]*@,,; s,\?.*,,' <<<"${EXTERNAL_POSTGRES:-$(setting "$CONFIG_DIR/env/external.env" EXTERNAL_POSTGRES_URL)}"), with roles called wa_…"
  elif [ -n "$NO_DOCKER" ]; then
    echo "PostgreSQL of the distribution: a database gateway, and roles called wa_…$(! wants_pitr || echo "; its changes archived, for which it is restarted once")"
  else
    echo "a server of its own, in a container that has no port$(! wants_pitr || echo "; its changes archived, for which it is restarted once")"
  fi
}

agree() {
  [ -z "$NON_INTERACTIVE" ] || return 0
  [ -t 0 ] || die 'nobody can be asked here: run it with --non-interactive'
  local answer
  read -r -p 'Go on? [y/N] ' answer
  [[ $answer =~ ^[Yy] ]] || die 'nothing was changed'
}
