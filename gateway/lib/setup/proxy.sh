# shellcheck shell=bash
# nginx before the product, and its certificate.

SITE=/etc/nginx/sites-available/whatsapp-saas
WEBROOT=/var/www/whatsapp-saas

step_certificate() {
  mkdir -p "$WEBROOT"
  if [ -z "$DOMAIN" ]; then
    own_certificate ${ADDRESS:+"$ADDRESS"}
    return
  fi
  # The challenge is answered by a site on port 80 alone, since there is no certificate yet.
  if [ ! -s "/etc/letsencrypt/live/$DOMAIN/fullchain.pem" ]; then
    http_site | put_site
    certbot certonly --non-interactive --agree-tos --email "$EMAIL" --webroot --webroot-path "$WEBROOT" --domain "$DOMAIN" \
      --deploy-hook 'systemctl reload nginx' ||
      die "Let's Encrypt gave no certificate for $DOMAIN. Does its DNS record lead to this server, and does port 80 answer from outside?"
  fi
}

step_proxy() {
  limits | write_public /etc/nginx/conf.d/whatsapp-saas.conf
  {
    http_site
    https_site
  } | put_site
}

write_public() {
  cat >"$1.new"
  chmod 644 "$1.new"
  mv -f "$1.new" "$1"
}

# Puts our site in place when nginx accepts it together with all others; otherwise everything is as before.
put_site() {
  local before=''
  [ ! -f "$SITE" ] || before=$(cat "$SITE")
  write_public "$SITE"
  ln -sfn "$SITE" /etc/nginx/sites-enabled/whatsapp-saas
  if ! nginx -t; then
    if [ -n "$before" ]; then printf '%s\n' "$before" | write_public "$SITE"; else rm -f "$SITE" /etc/nginx/sites-enabled/whatsapp-saas; fi
    die 'nginx does not accept the site of the product beside those that are there: see above. It was taken away again.'
  fi
  systemctl enable -q --now nginx
  systemctl reload nginx
}

server_names() { echo "${DOMAIN:-localhost $(hostname) $ADDRESS}"; }

# A machine without IPv6 has no such address.
on_ipv6() { [ ! -e /proc/net/if_inet6 ] || printf '  %s' "$1"; }

limits() {
  cat <<'T'
# Of whatsapp-saas. Limits of each address; what a customer may ask for is limited by the product itself.
limit_req_zone $binary_remote_addr zone=whatsapp_saas_login:10m rate=30r/m;
limit_req_zone $binary_remote_addr zone=whatsapp_saas_api:10m rate=100r/s;
limit_conn_zone $binary_remote_addr zone=whatsapp_saas_open:10m;
map $http_upgrade $whatsapp_saas_connection { default upgrade; '' ''; }
# Paths as they are logged: without what opens a session or an incoming webhook, and without a query, which may be signed.
map $uri $whatsapp_saas_path {
  '~^/session/' '/session/-';
  '~^/in/' '/in/-';
  default $uri;
}
log_format whatsapp_saas '$remote_addr - - [$time_local] "$request_method $whatsapp_saas_path $server_protocol" $status $body_bytes_sent "-" "$http_user_agent"';
T
}

http_site() {
  cat <<T
# Of whatsapp-saas, written by setup-ubuntu.sh.
server {
  listen 80;
$(on_ipv6 'listen [::]:80;')
  server_name $(server_names);
  location ^~ /.well-known/acme-challenge/ { root $WEBROOT; }
  location / { return 301 https://\$host\$request_uri; }
}
T
}

https_site() {
  local certificate=$CONFIG_DIR/tls/server.crt key=$CONFIG_DIR/tls/server.key
  if [ -n "$DOMAIN" ]; then
    certificate=/etc/letsencrypt/live/$DOMAIN/fullchain.pem key=/etc/letsencrypt/live/$DOMAIN/privkey.pem
  fi
  cat <<T
# While a restart or an upgrade makes the first one anew, the second one is there.
upstream whatsapp_saas_gateway {
  server 127.0.0.1:$(port_of GATEWAY_PORT 3000) max_fails=0;
  server 127.0.0.1:$(port_of GATEWAY_STANDBY_PORT 3003) max_fails=0 backup;
}
upstream whatsapp_saas_session {
  server 127.0.0.1:$(port_of SESSION_AUTH_PORT 3001) max_fails=0;
  server 127.0.0.1:$(port_of SESSION_STANDBY_PORT 3004) max_fails=0 backup;
}

server {
  listen 443 ssl http2;
$(on_ipv6 'listen [::]:443 ssl http2;')
  server_name $(server_names);

  ssl_certificate $certificate;
  ssl_certificate_key $key;
  ssl_protocols TLSv1.2 TLSv1.3;
  ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305;
  ssl_session_cache shared:whatsapp_saas:5m;
  ssl_session_tickets off;
  server_tokens off;
  add_header Strict-Transport-Security "max-age=31536000" always;

  access_log /var/log/nginx/whatsapp-saas.access.log whatsapp_saas;
  error_log /var/log/nginx/whatsapp-saas.error.log;

  limit_conn whatsapp_saas_open 200;
  limit_req_status 429;
  limit_conn_status 429;
  client_max_body_size 8m;

  proxy_http_version 1.1;
  proxy_set_header Host \$host;
  proxy_set_header X-Forwarded-For \$remote_addr;
  proxy_set_header X-Forwarded-Proto https;
  proxy_set_header Upgrade \$http_upgrade;
  proxy_set_header Connection \$whatsapp_saas_connection;
  proxy_read_timeout 120s;
  proxy_next_upstream error;
  # Events flow for hours; answers and files pass as they come.
  proxy_buffering off;

  # What is measured is for this machine alone.
  location = /metrics { return 404; }

  location ~ ^/api/v1/auth/(login|register) {
    limit_req zone=whatsapp_saas_login burst=20 nodelay;
    proxy_pass http://whatsapp_saas_gateway;
  }
  location ^~ /api/v1/media {
    limit_req zone=whatsapp_saas_api burst=200 nodelay;
    client_max_body_size 2200m;
    proxy_request_buffering off;
    proxy_read_timeout 1h;
    proxy_send_timeout 1h;
    proxy_pass http://whatsapp_saas_gateway;
  }
  location = /api/v1/events/stream {
    proxy_read_timeout 24h;
    proxy_pass http://whatsapp_saas_gateway;
  }
  location = /ws {
    limit_req zone=whatsapp_saas_api burst=200 nodelay;
    proxy_read_timeout 24h;
    proxy_pass http://whatsapp_saas_gateway;
  }
  location ^~ /session/ {
    limit_req zone=whatsapp_saas_api burst=200 nodelay;
    proxy_pass http://whatsapp_saas_session;
  }
  location / {
    limit_req zone=whatsapp_saas_api burst=200 nodelay;
    proxy_pass http://whatsapp_saas_gateway;
  }
}
T
}
