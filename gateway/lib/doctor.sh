# shellcheck shell=bash
# Looks for what is wrong, and says how to mend it.

DISK_WARN_PERCENT=80
BACKUP_HOURS_MAX=26

# Jobs of the product that clean up, and after how many hours without one something is wrong.
CLEANING_JOBS='clean_up:3 sweep_media:3 delete_old_messages:49'

good() { printf 'ok       %s\n' "$1"; }
bad() {
  printf 'problem  %s\n         %s\n' "$1" "$2"
  FOUND+=("$1: $2")
}
# Nothing is wrong yet.
remind() { printf 'remember %s\n         %s\n' "$1" "$2"; }

doctor() {
  look
  [ ${#FOUND[@]} -eq 0 ] || die "${#FOUND[@]} found"
}

look() {
  FOUND=()
  look_at_holder
  look_at_engine
  look_at_services
  look_at_health
  look_at_disk
  look_at_certificate
  look_at_ports
  look_at_backup
  look_at_copies
  look_at_archive
  look_at_cleaning
  look_at_recovery_kit
}

look_at_holder() {
  local trouble
  if trouble=$(held_elsewhere); then bad "$trouble" "$HELD_ELSEWHERE_MEND"; fi
}

look_at_engine() {
  uses_docker || return 0
  if docker info >/dev/null 2>&1; then good 'the Docker engine answers'; else bad 'the Docker engine does not answer' 'systemctl start docker; journalctl -u docker'; fi
}

look_at_services() {
  local service state beside=''
  ! uses_docker || beside='postgres redis'
  ! keeps_standbys || beside="$beside ${STANDBYS[*]}"
  for service in $beside $(services); do
    state=$(service_state "$service")
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
  uses_docker || return 0
  open=$(docker ps -q --filter "label=whatsapp-saas.installation=$(installation)" | xargs -r -n1 docker port | grep -v ' -> 127\.0\.0\.1:' || true)
  if [ -z "$open" ]; then good 'workers are reached from this machine alone'; else bad "open to other machines: $open" 'whatsapp-saas restart'; fi
}

look_at_backup() {
  local newest age_hours
  [ "$(cut -d'|' -f1 "$STATE_DIR/backup-status" 2>/dev/null)" != failed ] || bad 'the last backup failed' 'whatsapp-saas backup tells why'
  newest=$(newest_backup)
  [ -n "$newest" ] || { bad 'there is no backup' 'whatsapp-saas backup'; return; }
  age_hours=$((($(date +%s) - newest) / 3600))
  if [ "$age_hours" -lt "$BACKUP_HOURS_MAX" ]; then good "the newest backup is $age_hours h old"; else
    bad "the newest backup is $age_hours h old" 'whatsapp-saas backup; systemctl status whatsapp-saas-backup.timer'
  fi
}

look_at_copies() {
  local copied age_hours
  has_remote || { remind 'backups are on this disk alone' "set a bucket in $REMOTE_SETTINGS: see gateway/README.md"; return; }
  copied=$(noted "$REMOTE_NOTE" good)
  [ -n "$copied" ] || { bad 'the last backup is not in the bucket' 'whatsapp-saas backup tells why'; return; }
  age_hours=$((($(date +%s) - $(date -d "$copied" +%s)) / 3600))
  if [ "$age_hours" -lt "$BACKUP_HOURS_MAX" ]; then good "the newest backup in the bucket is $age_hours h old"; else
    bad "the newest backup in the bucket is $age_hours h old" 'whatsapp-saas backup; systemctl status whatsapp-saas-backup.timer'
  fi
}

look_at_archive() {
  local trouble
  has_pitr || return 0
  trouble=$(pitr_trouble)
  if [ -z "$trouble" ]; then good 'changes of the database are archived'; else
    bad "${trouble//$'\n'/; }" "$(if uses_docker; then echo whatsapp-saas logs postgres; else echo journalctl -u 'postgresql@*'; fi); is there room in $(pitr_place), and does it answer? Then whatsapp-saas backup"
  fi
}

# Old messages, files and rows are deleted by jobs of the product.
look_at_cleaning() {
  local pair late
  for pair in $CLEANING_JOBS; do
    late=$(in_postgres psql -XAtq -d "$(database_name)" -v job="${pair%:*}" -v hours="${pair#*:}" <<'T' 2>/dev/null || true
select true from graphile_worker._private_known_crontabs
  where identifier = :'job' and coalesce(last_execution, known_since) < now() - make_interval(hours => :hours)
T
    )
    [ -z "$late" ] || bad "the job ${pair%:*} has not run for ${pair#*:} h or more" 'whatsapp-saas logs delivery'
  done
}

look_at_recovery_kit() {
  if is_kit_confirmed; then good 'the recovery kit is confirmed'; else
    remind 'nobody has confirmed a recovery kit: without one a lost machine is lost for good' 'whatsapp-saas recovery-kit --help'
  fi
}

# By the clock: starts what should run and does not, and fails where something is wrong, so that systemctl --failed shows it.
watch() {
  # Another machine holds the numbers: two would take them from each other.
  if held_elsewhere >/dev/null && systemctl is-active -q whatsapp-saas; then
    systemctl stop whatsapp-saas
  elif systemctl is-active -q whatsapp-saas && ! wait_until 30 is_healthy; then
    warn 'the product is not healthy: its services are brought up again'
    start_services
  fi
  look
  (note_operation) 2>/dev/null || true
  tell_operator "${FOUND[@]}"
  [ ${#FOUND[@]} -eq 0 ] || die "${#FOUND[@]} found"
}
