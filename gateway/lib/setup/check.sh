# shellcheck shell=bash
# Tries out what was installed, as a customer would, and writes the summary.

TRIAL_FILE=$CONFIG_DIR/trial-account.txt

# curl over HTTPS to this machine, checking the certificate.
https() {
  local authority=()
  [ -n "$DOMAIN" ] || authority=(--cacert "$CONFIG_DIR/tls/ca.crt")
  curl -sS -m 20 "${authority[@]}" --resolve "$PUBLIC_NAME:443:127.0.0.1" "$@"
}

step_check() {
  local open
  wait_until 60 is_healthy || die 'the gateway is not healthy: see whatsapp-saas logs'
  [ "$(https -o /dev/null -w '%{http_code}' "https://$PUBLIC_NAME/health")" = 200 ] || die 'nothing answers through nginx'
  [ "$(https -o /dev/null -w '%{http_code}' "https://$PUBLIC_NAME/session/none")" != 502 ] || die 'session auth does not answer through nginx'
  [ "$(https -o /dev/null -w '%{http_code}' "https://$PUBLIC_NAME/metrics")" = 404 ] || die 'the metrics are open to everybody'
  open=$(open_ports)
  [ -z "$open" ] || die "these ports of the product are open to other machines: $open"
  trial_account
  write_summary
}

# Ports of the product that listen on more than the loopback address: there must be none.
open_ports() {
  local container
  ! uses_docker || for container in $(docker ps -q --filter "label=com.docker.compose.project=$(installation)") \
    $(docker ps -q --filter "label=whatsapp-saas.installation=$(installation)"); do
    docker port "$container"
  done | grep -v ' -> 127\.0\.0\.1:' | xargs || true
  ss -Hltn | awk '{ print $4 }' | grep -E ':(300[0134]|4[0-9]{3}|9101|9102)$' | grep -vE '^(127\.0\.0\.1|\[::1\]):' | xargs || true
}

# An ordinary customer to try things out with. The password stands in a file of root alone.
trial_account() {
  [ ! -f "$TRIAL_FILE" ] || return 0
  [ "$(setting "$CONFIG_DIR/env/settings.env" REGISTRATION)" != closed ] || return 0
  local email="trial@example.com" password status
  password=$(random_hex | cut -c1-24)
  # First the file: an account whose password nobody knows would be there for ever.
  printf 'e-mail    %s\npassword  %s\n' "$email" "$password" | write_private "$TRIAL_FILE.new"
  # Not among the words of a program, which others can read.
  status=$(printf '{"email":"%s","password":"%s","name":"Trial"}' "$email" "$password" |
    https -o /dev/null -w '%{http_code}' -H 'content-type: application/json' --data-binary @- "https://$PUBLIC_NAME/api/v1/auth/register")
  case $status in
    201) mv "$TRIAL_FILE.new" "$TRIAL_FILE" ;;
    409) rm -f "$TRIAL_FILE.new" ;;
    *) die "the trial account cannot be made: the gateway answered $status" ;;
  esac
}

write_summary() {
  write_public "$INSTALL_DIR/gateway/INSTALLATION_SUMMARY.md" <<T
# Installation of $(date -u +%F)

| | |
|---|---|
| API | https://$PUBLIC_NAME/api/v1 |
| API documents | https://$PUBLIC_NAME/api-docs |
| linking pages | https://$PUBLIC_NAME/session/… |
| health | https://$PUBLIC_NAME/health |
| version | $VERSION |

## Where things are

| | |
|---|---|
| programs | $INSTALL_DIR |
| settings of the product | $CONFIG_DIR/env/settings.env, then \`whatsapp-saas restart\` |
| secrets, for root alone | $CONFIG_DIR/env |
| trial account | $TRIAL_FILE |
| certificate | $([ -n "$DOMAIN" ] && echo "/etc/letsencrypt/live/$DOMAIN" || echo "$CONFIG_DIR/tls; programs that call the API trust ca.crt there") |
| backups | $STATE_DIR/backups, every night |
| key of the backups | $CONFIG_DIR/backup.key: **keep a copy elsewhere**, or no backup can be read when this machine is lost |
| log of setup | $LOG_DIR/setup.log |

## Commands

    whatsapp-saas status
    whatsapp-saas logs [SERVICE]
    whatsapp-saas doctor
    whatsapp-saas backup
    whatsapp-saas admin:create you@example.com
    systemctl restart whatsapp-saas
T
}
