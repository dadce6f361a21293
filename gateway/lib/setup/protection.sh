# shellcheck shell=bash
# Firewall, fail2ban, updates, log rotation: each in a file of its own, so that what is there already stays.

# Ports at which sshd listens besides 22: closing one of them would lock its operator out.
ssh_ports() {
  {
    ss -Hltnp 2>/dev/null | awk '/"sshd"/ { sub(/.*:/, "", $4); print $4 }'
    # Of Ubuntu 24.04 on systemd listens for it until somebody comes.
    ! systemctl is-active -q ssh.socket || systemctl show -P Listen ssh.socket | sed -n 's/^.*:\([0-9]*\) (Stream)$/\1/p'
  } | sort -u
}
ssh_ports_besides() { ssh_ports | grep -vx 22 | sed 's/^/, /' | tr -d '\n' || true; }

step_firewall() {
  local port
  for port in 22 80 443 $(ssh_ports); do ufw allow "$port/tcp"; done
  if ! ufw status | grep -q '^Status: active'; then
    ufw default deny incoming
    ufw default allow outgoing
    ufw --force enable
  fi
}

step_protection() {
  write_public /etc/fail2ban/filter.d/whatsapp-saas.conf <<'T'
# Of whatsapp-saas: failed logins in the access log of nginx.
[Definition]
failregex = ^<HOST> \S+ \S+ \[[^\]]*\] "POST /api/v1/auth/login[^"]*" 401
T
  write_public /etc/fail2ban/jail.d/whatsapp-saas.conf <<'T'
# Of whatsapp-saas.
[sshd]
enabled = true
backend = systemd

[whatsapp-saas]
enabled = true
backend = polling
filter = whatsapp-saas
logpath = /var/log/nginx/whatsapp-saas.access.log
port = http,https
maxretry = 20
findtime = 10m
bantime = 1h
T
  touch /var/log/nginx/whatsapp-saas.access.log
  systemctl enable -q fail2ban
  systemctl restart fail2ban
  write_public /etc/apt/apt.conf.d/52whatsapp-saas <<'T'
// Of whatsapp-saas: security updates by themselves, without a restart of the machine.
APT::Periodic::Update-Package-Lists "1";
APT::Periodic::Unattended-Upgrade "1";
T
  write_public /etc/logrotate.d/whatsapp-saas <<T
$LOG_DIR/*.log {
  weekly
  rotate 8
  compress
  delaycompress
  missingok
  notifempty
  create 600 root root
}
T
}
