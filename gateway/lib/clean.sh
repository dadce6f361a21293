# shellcheck shell=bash
# What is left behind and nobody needs any more. Messages, files and rows are the product's own business, which `doctor` looks at.

LEFT_OVER_MINUTES=1440
LOG_DAYS=90

clean() {
  clean_images
  clean_work
  clean_logs
}

# Images of versions before the last two. What is in use Docker keeps by itself.
clean_images() {
  local used previous
  uses_docker || return 0
  used=$(setting "$CONFIG_DIR/compose.env" GATEWAY_IMAGE)
  previous=$(setting "$CONFIG_DIR/compose.env" PREVIOUS_IMAGE)
  docker images -q --no-trunc --filter label=org.opencontainers.image.licenses=MIT --filter reference='whatsapp-saas' |
    awk '!seen[$0]++' | grep -vxF -e "$used" -e "${previous:-none}" | xargs -r docker rmi >/dev/null 2>&1 || true
}

# Of backups and restores that were killed; nothing while one is at work.
clean_work() (
  exec 9>"$STATE_DIR/backup.lock"
  flock -n 9 || exit 0
  find "$BACKUP_DIR" -mindepth 1 -maxdepth 1 -name '.work-*' -mmin "+$LEFT_OVER_MINUTES" -exec rm -rf {} + 2>/dev/null || true
  rm -rf "$(dirname "$(files_folder)")/_data.new"
  in_postgres psql -Xq -d postgres -c 'set client_min_messages = warning' -c "drop database if exists \"$(database_name)_verify\" with (force)" \
    -c "drop database if exists \"$(database_name)_restored\" with (force)" || true
)

# Those that logrotate has put aside, should its own count not hold them.
clean_logs() {
  find "${LOG_DIR:-/var/log/whatsapp-saas}" -maxdepth 1 -name '*.gz' -mtime "+$LOG_DAYS" -delete 2>/dev/null || true
  find /var/log/nginx -maxdepth 1 -name 'whatsapp-saas.*.gz' -mtime "+$LOG_DAYS" -delete 2>/dev/null || true
}
