# shellcheck shell=bash
# The product itself: programs, images, settings, service.

# A copy of its own, so that the folder of the download may go.
step_files() {
  if [ "$HERE" != "$INSTALL_DIR/gateway" ]; then
    mkdir -p "$INSTALL_DIR"
    rm -rf "$INSTALL_DIR/new" && mkdir -p "$INSTALL_DIR/new"
    cp -R "$HERE" "$INSTALL_DIR/new/gateway"
    cp -R "$HERE/../monitoring" "$INSTALL_DIR/new/monitoring"
    rm -rf "$INSTALL_DIR/new/gateway/test" "$INSTALL_DIR/new/gateway/.env"
    printf '%s\n' "$VERSION" >"$INSTALL_DIR/new/gateway/VERSION"
    [ ! -f "$INSTALL_DIR/gateway/INSTALLATION_SUMMARY.md" ] ||
      cp "$INSTALL_DIR/gateway/INSTALLATION_SUMMARY.md" "$INSTALL_DIR/new/gateway/"
    chown -R root:root "$INSTALL_DIR/new"
    chmod -R go-w "$INSTALL_DIR/new"
    rm -rf "$INSTALL_DIR/gateway" "$INSTALL_DIR/monitoring"
    mv "$INSTALL_DIR/new/gateway" "$INSTALL_DIR/new/monitoring" "$INSTALL_DIR/"
    rmdir "$INSTALL_DIR/new"
  fi
  ln -sfn "$INSTALL_DIR/gateway/whatsapp-saas" /usr/local/bin/whatsapp-saas
}

wanted_image() {
  local one
  for one in "${COMPOSE_SETTINGS[@]}"; do
    [ "${one%%=*}" != "$1" ] || { printf '%s' "${one#*=}"; return; }
  done
  one=$(setting "$CONFIG_DIR/compose.env" "$1")
  printf '%s' "${one:-$2}"
}

step_images() {
  local image
  [ -z "$BUNDLE" ] || docker load -i "$BUNDLE"
  for image in "$(wanted_image POSTGRES_IMAGE postgres:17-bookworm)" "$(wanted_image REDIS_IMAGE redis:7-bookworm)"; do
    docker image inspect "$image" >/dev/null 2>&1 || docker pull -q "$image" ||
      die "the image $image cannot be pulled. Without a way to a registry use --bundle FILE."
  done
  docker image inspect "$IMAGE" >/dev/null 2>&1 && return
  [ -f "$HERE/../Dockerfile" ] || die "there is no image $IMAGE, and no sources to build it from. Use --image or --bundle."
  docker build -q --label "org.opencontainers.image.version=$VERSION" -t "$IMAGE" "$HERE/.." ||
    die "the image $IMAGE cannot be built: see above. Without a way to a registry use --bundle FILE."
}

step_settings() {
  local image
  # Another version takes the place of the one that runs with the next step, which can go back.
  image=$(setting "$CONFIG_DIR/compose.env" GATEWAY_IMAGE)
  docker image inspect "${image:-none}" >/dev/null 2>&1 || image=$IMAGE
  "$INSTALL_DIR/gateway/lib/configure.sh" --image "$image" "${COMPOSE_SETTINGS[@]}"
  set_settings "$CONFIG_DIR/env/settings.env" "PUBLIC_URL=https://$PUBLIC_NAME" "${SETTINGS[@]}"
  [ -z "$EMAIL" ] || [ -n "$(setting "$CONFIG_DIR/env/settings.env" OPERATOR_EMAIL)" ] ||
    set_settings "$CONFIG_DIR/env/settings.env" "OPERATOR_EMAIL=$EMAIL"
  [ ${#BACKUP_SETTINGS[@]} -eq 0 ] || set_settings "$CONFIG_DIR/backup.env" "${BACKUP_SETTINGS[@]}"
  # Backups are sealed for this key. A copy of it belongs elsewhere.
  [ -f "$CONFIG_DIR/backup.key" ] || age-keygen 2>/dev/null | write_private "$CONFIG_DIR/backup.key"
}

step_service() {
  local name
  for name in "$INSTALL_DIR"/gateway/systemd/*; do
    install -m 644 "$name" "/etc/systemd/system/$(basename "$name")"
  done
  systemctl daemon-reload
  systemctl enable -q whatsapp-saas
  # What runs already and is as it should be is left running.
  if systemctl is-active -q whatsapp-saas; then whatsapp-saas up; else systemctl start whatsapp-saas; fi
  wait_until 120 is_healthy || die 'the product does not become healthy: see whatsapp-saas logs'
  whatsapp-saas upgrade "$IMAGE"
  for name in "$INSTALL_DIR"/gateway/systemd/*.timer; do
    systemctl enable -q --now "$(basename "$name")"
  done
}
