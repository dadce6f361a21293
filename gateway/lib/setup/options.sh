# shellcheck shell=bash
# What setup was asked for. Each option may come from the environment as well: --domain as SETUP_DOMAIN.

usage() {
  cat <<'T'
Usage: sudo gateway/setup-ubuntu.sh [OPTIONS]

  --domain NAME        public name of this server; its certificate comes from Let's Encrypt (needs --email)
                       without it the server makes a certificate authority of its own
  --email ADDRESS      for notices of Let's Encrypt
  --image NAME         the product's image; default: whatsapp-saas:VERSION, built from this folder where it is missing
  --bundle FILE        images as `docker save` has written them, so that nothing is pulled or built
  --set NAME=VALUE     a setting of the product (see .env.example); may be repeated
  --backup NAME=VALUE  where backups are copied: BACKUP_S3_BUCKET, BACKUP_S3_ENDPOINT, … (see README.md); may be repeated
  --compose NAME=VALUE a setting of Compose (POSTGRES_IMAGE, REDIS_IMAGE, SUBNET, WORKER_SUBNETS, …); may be repeated
  --external-postgres URL  a server that is there already, as postgresql://user:password@host:5432/database; its user must be able to
                       make databases and roles. Default: a server of this installation
  --no-docker          no containers: the roles run as units of systemd, with PostgreSQL of the distribution. --bundle is then a file
                       system of the image (docker export); without it the programs are installed from this folder with npm
  --pitr               point-in-time recovery with pgBackRest: the database can be put back to any moment of the last week or more
                       (not with --external-postgres; --compose PITR_REPOSITORY=bucket keeps it in the bucket
                       of --backup)
  --dry-run            prints what would be done, and does nothing
  --non-interactive    asks nothing
  --uninstall          takes away the product and keeps its data, secrets and backups
  --purge              with --uninstall: takes away these too, for ever
  --help

Environment: SETUP_EXTERNAL_POSTGRES, SETUP_NO_DOCKER=yes, SETUP_PITR=yes, SETUP_DOMAIN, SETUP_EMAIL, SETUP_IMAGE, SETUP_BUNDLE, SETUP_NON_INTERACTIVE=yes
T
}

refuse_option() {
  printf 'error: %s\n\n' "$1" >&2
  usage >&2
  exit 2
}

read_options() {
  DOMAIN=${SETUP_DOMAIN:-} EMAIL=${SETUP_EMAIL:-} IMAGE=${SETUP_IMAGE:-} BUNDLE=${SETUP_BUNDLE:-}
  NON_INTERACTIVE=${SETUP_NON_INTERACTIVE:-} DRY_RUN='' UNINSTALL='' PURGE=''
  EXTERNAL_POSTGRES=${SETUP_EXTERNAL_POSTGRES:-} NO_DOCKER=${SETUP_NO_DOCKER:-} PITR=${SETUP_PITR:-}
  SETTINGS=() COMPOSE_SETTINGS=() BACKUP_SETTINGS=()
  while [ $# -gt 0 ]; do
    case $1 in
      --domain | --email | --image | --bundle | --external-postgres | --set | --compose | --backup)
        [ -n "${2:-}" ] || refuse_option "$1 needs a value"
        read_value "$1" "$2"
        shift
        ;;
      --no-docker) NO_DOCKER=yes ;;
      --pitr) PITR=yes ;;
      --dry-run) DRY_RUN=yes ;;
      --non-interactive) NON_INTERACTIVE=yes ;;
      --uninstall) UNINSTALL=yes ;;
      --purge) PURGE=yes ;;
      --help) usage; exit 0 ;;
      *) refuse_option "there is no option $1" ;;
    esac
    shift
  done
  judge_options
}

read_value() {
  case $1 in
    --domain) DOMAIN=$2 ;;
    --email) EMAIL=$2 ;;
    --image) IMAGE=$2 ;;
    --bundle) BUNDLE=$2 ;;
    --external-postgres) EXTERNAL_POSTGRES=$2 ;;
    --set) SETTINGS+=("$2") ;;
    --compose) COMPOSE_SETTINGS+=("$2") ;;
    --backup) BACKUP_SETTINGS+=("$2") ;;
  esac
}

judge_database() {
  local host
  [ -n "$EXTERNAL_POSTGRES" ] || return 0
  [[ $EXTERNAL_POSTGRES =~ ^postgres(ql)?://[^:@/]+:[^@/]+@([^:/?@]+)(:[0-9]+)?/[A-Za-z0-9_]+(\?[^[:space:]]*)?$ ]] ||
    refuse_option '--external-postgres looks like postgresql://user:password@host:5432/database'
  host=${BASH_REMATCH[2]}
  # In a container this is the container itself.
  [ -n "$NO_DOCKER" ] || [[ ! $host =~ ^(localhost|127\..*)$ ]] ||
    refuse_option "--external-postgres: containers do not reach $host. Give an address of this machine that they reach, or use --no-docker."
}

judge_options() {
  local one
  if [ -n "$DOMAIN" ]; then
    [[ $DOMAIN =~ ^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$ ]] ||
      refuse_option "--domain $DOMAIN is no name of a server, such as wa.example.com"
    [[ $EMAIL =~ ^[^@[:space:]]+@[^@[:space:]]+$ ]] || refuse_option '--domain needs --email ADDRESS'
  fi
  [ -z "$BUNDLE" ] || [ -r "$BUNDLE" ] || refuse_option "--bundle $BUNDLE cannot be read"
  judge_database
  [ -z "$PITR" ] || [ -z "$EXTERNAL_POSTGRES" ] ||
    refuse_option '--pitr is for the server of this machine: those who look after the one of --external-postgres look after its archive'
  [ -z "$PURGE" ] || [ -n "$UNINSTALL" ] || refuse_option '--purge goes with --uninstall'
  for one in "${SETTINGS[@]}" "${COMPOSE_SETTINGS[@]}" "${BACKUP_SETTINGS[@]}"; do
    [[ $one =~ ^[A-Z][A-Z0-9_]*=[^[:cntrl:]]*$ ]] || refuse_option "$one is no setting: it looks like NAME=value"
  done
  for one in "${BACKUP_SETTINGS[@]}"; do
    [[ $one =~ ^BACKUP_S3_(BUCKET|ENDPOINT|REGION|PREFIX|ACCESS_KEY_ID|SECRET_ACCESS_KEY)= ]] || refuse_option "--backup has no setting ${one%%=*}"
  done
}
