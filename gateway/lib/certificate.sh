# shellcheck shell=bash
# Certificates of an authority of this installation's own, for servers without a public name.

TLS_DIR=$CONFIG_DIR/tls

# Makes the authority once, and a certificate for these names and addresses whenever the one that is there ends within 30 days.
own_certificate() {
  (umask 077 && mkdir -p "$TLS_DIR")
  if [ ! -s "$TLS_DIR/ca.crt" ]; then
    openssl req -x509 -newkey rsa:3072 -sha256 -nodes -days 3650 -keyout "$TLS_DIR/ca.key.new" -out "$TLS_DIR/ca.crt.new" \
      -subj "/CN=WhatsApp SaaS Gateway on $(hostname)" -addext 'basicConstraints=critical,CA:TRUE,pathlen:0' \
      -addext 'keyUsage=critical,keyCertSign,cRLSign' 2>/dev/null
    chmod 600 "$TLS_DIR/ca.key.new"
    mv "$TLS_DIR/ca.key.new" "$TLS_DIR/ca.key"
    mv "$TLS_DIR/ca.crt.new" "$TLS_DIR/ca.crt"
  fi
  if [ -s "$TLS_DIR/server.crt" ] && openssl x509 -in "$TLS_DIR/server.crt" -noout -checkend $((30 * 86400)) >/dev/null; then
    return
  fi
  local name names=''
  for name in localhost 127.0.0.1 "$(hostname)" "$@"; do
    if [[ $name =~ ^[0-9.]+$ ]]; then names+=",IP:$name"; else names+=",DNS:$name"; fi
  done
  openssl req -newkey rsa:2048 -nodes -keyout "$TLS_DIR/server.key.new" -out "$TLS_DIR/server.csr" -subj "/CN=$(hostname)" 2>/dev/null
  printf 'subjectAltName=%s\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n' "${names#,}" >"$TLS_DIR/server.ext"
  openssl x509 -req -sha256 -days 365 -in "$TLS_DIR/server.csr" -CA "$TLS_DIR/ca.crt" -CAkey "$TLS_DIR/ca.key" -CAcreateserial \
    -extfile "$TLS_DIR/server.ext" -out "$TLS_DIR/server.crt.new" 2>/dev/null
  chmod 600 "$TLS_DIR/server.key.new"
  mv "$TLS_DIR/server.key.new" "$TLS_DIR/server.key"
  mv "$TLS_DIR/server.crt.new" "$TLS_DIR/server.crt"
  rm -f "$TLS_DIR/server.csr" "$TLS_DIR/server.ext"
}
