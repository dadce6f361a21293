# shellcheck shell=bash
# Takes the product away. Data, secrets and backups stay unless --purge.

uninstall() {
  local name
  [ -z "$PURGE" ] || [ -n "$NON_INTERACTIVE" ] || agree_to_purge
  name=$(installation)
  systemctl disable -q --now whatsapp-saas whatsapp-saas-{backup,clean,watch,certificate}.timer 2>/dev/null || true
  if docker info >/dev/null 2>&1; then
    docker ps -aq --filter "label=com.docker.compose.project=$name" | xargs -r docker rm -f >/dev/null
    docker ps -aq --filter "label=whatsapp-saas.installation=$name" | xargs -r docker rm -f >/dev/null
    docker network ls -q --filter "label=com.docker.compose.project=$name" | xargs -r docker network rm >/dev/null
    docker network ls -q --filter "label=whatsapp-saas.installation=$name" | xargs -r docker network rm >/dev/null
    [ -z "$PURGE" ] || docker volume ls -q --filter "label=com.docker.compose.project=$name" | xargs -r docker volume rm >/dev/null
  fi
  rm -f /etc/systemd/system/whatsapp-saas*.service /etc/systemd/system/whatsapp-saas*.timer
  systemctl daemon-reload
  rm -f /etc/nginx/sites-enabled/whatsapp-saas /etc/nginx/sites-available/whatsapp-saas /etc/nginx/conf.d/whatsapp-saas.conf
  ! systemctl is-active -q nginx || systemctl reload nginx
  rm -f /etc/fail2ban/jail.d/whatsapp-saas.conf /etc/fail2ban/filter.d/whatsapp-saas.conf
  ! systemctl is-active -q fail2ban || systemctl restart fail2ban
  rm -f /etc/apt/apt.conf.d/52whatsapp-saas /etc/logrotate.d/whatsapp-saas /usr/local/bin/whatsapp-saas
  rm -rf /opt/whatsapp-saas /var/www/whatsapp-saas "$STATE_DIR/setup-status"
  if [ -n "$PURGE" ]; then
    rm -rf "$CONFIG_DIR" "$STATE_DIR" /var/log/whatsapp-saas
    say 'The product and all its data are gone. Packages, rules of ufw and certificates of Let'"'"'s Encrypt stay.'
  else
    say "The product is gone. Left: volumes of Docker called $name-…, $CONFIG_DIR, $STATE_DIR, /var/log/whatsapp-saas, packages and rules of ufw."
    say 'Run setup again to go on with the data, or with --uninstall --purge to be rid of it.'
  fi
}

agree_to_purge() {
  [ -t 0 ] || die '--purge without anybody to ask needs --non-interactive'
  local answer
  read -r -p 'All messages, linked numbers, secrets and backups of this machine will be gone for ever. Type "purge": ' answer
  [ "$answer" = purge ] || die 'nothing was changed'
}
