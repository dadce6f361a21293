# shellcheck shell=bash
# Takes the product away. Data, secrets and backups stay unless --purge.

uninstall() {
  local name
  [ -z "$PURGE" ] || [ -n "$NON_INTERACTIVE" ] || agree_to_purge
  name=$(installation)
  systemctl disable -q --now whatsapp-saas whatsapp-saas-{backup,clean,watch,certificate}.timer 2>/dev/null || true
  if ! uses_docker; then
    take_away_plain
  elif docker info >/dev/null 2>&1; then
    docker ps -aq --filter "label=com.docker.compose.project=$name" | xargs -r docker rm -f >/dev/null
    docker ps -aq --filter "label=whatsapp-saas.installation=$name" | xargs -r docker rm -f >/dev/null
    docker network ls -q --filter "label=com.docker.compose.project=$name" | xargs -r docker network rm >/dev/null
    docker network ls -q --filter "label=whatsapp-saas.installation=$name" | xargs -r docker network rm >/dev/null
    [ -z "$PURGE" ] || docker volume ls -q --filter "label=com.docker.compose.project=$name" | xargs -r docker volume rm >/dev/null
  fi
  [ -z "$PURGE" ] || ! uses_docker || ! has_pitr || rm -rf "$(pitr_folder)"
  rm -f /etc/systemd/system/whatsapp-saas*.service /etc/systemd/system/whatsapp-saas*.timer
  systemctl daemon-reload
  rm -f /etc/nginx/sites-enabled/whatsapp-saas /etc/nginx/sites-available/whatsapp-saas /etc/nginx/conf.d/whatsapp-saas.conf
  ! systemctl is-active -q nginx || systemctl reload nginx
  rm -f /etc/fail2ban/jail.d/whatsapp-saas.conf /etc/fail2ban/filter.d/whatsapp-saas.conf
  ! systemctl is-active -q fail2ban || systemctl restart fail2ban
  rm -f /etc/apt/apt.conf.d/52whatsapp-saas /etc/logrotate.d/whatsapp-saas /usr/local/bin/whatsapp-saas
  ! grep -qsx '# Of whatsapp-saas.' /usr/local/bin/docker-compose || rm -f /usr/local/bin/docker-compose
  rm -rf /run/whatsapp-saas /opt/whatsapp-saas /var/www/whatsapp-saas "$STATE_DIR/setup-status"
  if [ -n "$PURGE" ]; then
    rm -rf "$CONFIG_DIR" "$STATE_DIR" /var/log/whatsapp-saas
    say 'The product and all its data are gone. Packages, rules of ufw and certificates of Let'"'"'s Encrypt stay.'
  else
    say "The product is gone. Left: $(what_is_left "$name"), $CONFIG_DIR, $STATE_DIR, /var/log/whatsapp-saas, packages and rules of ufw."
    say 'Run setup again to go on with the data, or with --uninstall --purge to be rid of it.'
  fi
}

what_is_left() { if uses_docker; then echo "volumes of Docker called $1-…"; else echo "the database, $PLAIN_DATA"; fi; }

# A server of the distribution may have databases of others; one elsewhere is left alone.
take_away_plain() {
  local role
  systemctl stop -q "$(unit_of orchestrator)" 2>/dev/null || true
  for role in "${SERVICES_PLAIN[@]}" "${STANDBYS[@]}"; do systemctl stop -q "$(unit_of "$role")" 2>/dev/null || true; done
  take_away_pitr
  [ -n "$PURGE" ] || return 0
  if has_external_postgres; then
    say "Left: the database $(database_name) and the roles wa_… of $(setting "$CONFIG_DIR/env/postgres.env" PGHOST)."
  else
    for role in gateway gateway_before gateway_verify gateway_restored; do runuser -u postgres -- dropdb --if-exists --force "$role" 2>/dev/null || true; done
    # The roles of the product own nothing outside of it. wa_ins_… are logins of workers; wa_admin made the others.
    runuser -u postgres -- psql -XAtq -d postgres -c "select format('drop role %I;', rolname) from pg_roles
      where rolname in ('wa_owner', 'wa_tenant', 'wa_worker', 'wa_system', 'wa_admin') or rolname ~ '^wa_ins_'
      order by rolname = 'wa_admin', rolname" |
      runuser -u postgres -- psql -Xq -d postgres || true
  fi
  rm -rf "$PLAIN_DATA" "${PLAIN_DATA%-data}-workers"
  ! id "$PLAIN_USER" >/dev/null 2>&1 || userdel "$PLAIN_USER"
}

agree_to_purge() {
  [ -t 0 ] || die '--purge without anybody to ask needs --non-interactive'
  local answer
  read -r -p 'All messages, linked numbers, secrets and backups of this machine will be gone for ever. Type "purge": ' answer
  [ "$answer" = purge ] || die 'nothing was changed'
}
