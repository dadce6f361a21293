# shellcheck shell=bash
# Looks for what is wrong, and says how to mend it.

DISK_WARN_PERCENT=80
BACKUP_HOURS_MAX=26

good() { printf 'ok       %s\n' "$1"; }
bad() {
  printf 'problem  %s\n         %s\n' "$1" "$2"
  PROBLEMS=$((PROBLEMS + 1))
}

doctor() {
  PROBLEMS=0
  look_at_engine
  look_at_services
  look_at_health
  look_at_disk
  look_at_certificate
  look_at_ports
  look_at_backup
  [ "$PROBLEMS" -eq 0 ] || die "$PROBLEMS found"
}

look_at_engine() {
  if docker info >/dev/null 2>&1; then good 'the Docker engine answers'; else bad 'the Docker engine does not answer' 'systemctl start docker; journalctl -u docker'; fi
}

look_at_services() {
  local service id state
  for service in postgres redis docker_gate orchestrator delivery gateway_api session_auth; do
    id=$(container_of "$service")
    state=$([ -z "$id" ] || docker inspect -f '{{.State.Status}}' "$id")
    if [ "$state" = running ]; then good "$service runs"; else bad "$service is ${state:-not there}" "whatsapp-saas start; whatsapp-saas logs $service"; fi
  done
}

look_at_health() {
  local health part
  health=$(curl -s -m 5 "$(gateway_url)/health") || health=''
  [ -n "$health" ] || { bad 'the gateway does not answer' 'whatsapp-saas logs gateway_api'; return; }
  while read -r part; do
    bad "health: $part" 'see docs/monitoring.md for what to look at'
  done < <(jq -r '.parts | to_entries[] | select(.value.state as $s | ["ok", "disabled", "unknown"] | index($s) | not) | "\(.key) is \(.value.state)"' <<<"$health")
  [ "$(jq -r .status <<<"$health")" != ok ] || good 'health is ok'
}

look_at_disk() {
  local folder used
  for folder in "$STATE_DIR" "$(docker info --format '{{.DockerRootDir}}' 2>/dev/null || echo /var/lib)"; do
    used=$(df -P "$folder" | awk 'NR == 2 { print int($5) }')
    if [ "$used" -lt "$DISK_WARN_PERCENT" ]; then good "the disk of $folder is $used % full"; else
      bad "the disk of $folder is $used % full" 'make room, or move the folder to a larger disk: docker system df shows what takes it'
    fi
  done
}

look_at_certificate() {
  local file
  file=$(sed -n 's/^ *ssl_certificate \(.*\);/\1/p' /etc/nginx/sites-enabled/whatsapp-saas 2>/dev/null | head -1)
  [ -n "$file" ] || { bad 'nginx has no site of the product' 'run setup-ubuntu.sh again'; return; }
  if openssl x509 -in "$file" -noout -checkend $((14 * 86400)) >/dev/null 2>&1; then good 'the certificate is valid for two weeks or more'; else
    bad 'the certificate ends soon, or has ended' 'certbot renew; without a domain: whatsapp-saas certificate'
  fi
}

look_at_ports() {
  local open
  open=$(docker ps -q --filter "label=whatsapp-saas.installation=$(installation)" | xargs -r -n1 docker port | grep -v ' -> 127\.0\.0\.1:' || true)
  if [ -z "$open" ]; then good 'workers are reached from this machine alone'; else bad "open to other machines: $open" 'whatsapp-saas restart'; fi
}

look_at_backup() {
  local newest age_hours
  [ "$(cut -d'|' -f1 "$STATE_DIR/backup-status" 2>/dev/null)" != failed ] || bad 'the last backup failed' 'whatsapp-saas backup tells why'
  newest=$(find "$STATE_DIR/backups" -maxdepth 1 -name '*.tar.age' -printf '%T@\n' 2>/dev/null | sort -n | tail -1) || true
  [ -n "$newest" ] || { bad 'there is no backup' 'whatsapp-saas backup'; return; }
  age_hours=$(($(date +%s) / 3600 - ${newest%.*} / 3600))
  if [ "$age_hours" -lt "$BACKUP_HOURS_MAX" ]; then good "the newest backup is $age_hours h old"; else
    bad "the newest backup is $age_hours h old" 'whatsapp-saas backup; systemctl status whatsapp-saas-backup.timer'
  fi
}

# By the clock: starts what should run and does not, and fails where something is wrong, so that systemctl --failed shows it.
watch() {
  if systemctl is-active -q whatsapp-saas && ! wait_until 30 is_healthy; then
    warn 'the product is not healthy: its services are brought up again'
    compose up --detach --remove-orphans
  fi
  doctor
}
