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
  if [ -n "$NO_DOCKER" ]; then
    install_product
    return
  fi
  [ -z "$BUNDLE" ] || docker load -i "$BUNDLE"
  for image in "$(wanted_image POSTGRES_IMAGE postgres:17-bookworm)" "$(wanted_image REDIS_IMAGE redis:7-bookworm)"; do
    docker image inspect "$image" >/dev/null 2>&1 || docker pull -q "$image" ||
      die "the image $image cannot be pulled. Without a way to a registry use --bundle FILE."
  done
  ! wants_pitr || build_pitr_image "$(wanted_image POSTGRES_IMAGE postgres:17-bookworm)"
  docker image inspect "$IMAGE" >/dev/null 2>&1 && return
  [ -f "$HERE/../Dockerfile" ] || die "there is no image $IMAGE, and no sources to build it from. Use --image or --bundle."
  docker build -q --label "org.opencontainers.image.version=$VERSION" -t "$IMAGE" "$HERE/.." ||
    die "the image $IMAGE cannot be built: see above. Without a way to a registry use --bundle FILE."
}

# The programs of this version, in a folder of its own.
install_product() {
  id "$PLAIN_USER" >/dev/null 2>&1 || useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$PLAIN_USER"
  mkdir -p "$PLAIN_DATA"
  install -d -m 700 -o "$PLAIN_USER" -g "$PLAIN_USER" "$PLAIN_DATA/_data"
  [ ! -x "$IMAGE/usr/local/bin/node" ] || return 0
  rm -rf "$IMAGE.new" && mkdir -p "$IMAGE.new"
  if [ -n "$BUNDLE" ]; then
    tar -xf "$BUNDLE" -C "$IMAGE.new" --no-same-owner app usr/local/bin/node ||
      die "$BUNDLE does not hold app and usr/local/bin/node, as a file system of the image does (docker export)"
  else
    product_of_sources "$IMAGE.new"
  fi
  chmod -R go-w,a+rX "$IMAGE.new"
  mv "$IMAGE.new" "$IMAGE"
}

# Node comes along as a package of npm. The pages of the dashboard are those that were built in this folder, if they were.
product_of_sources() {
  local into=$1
  [ -f "$HERE/../package-lock.json" ] || die 'there are no sources in this folder to install from. Use --bundle FILE.'
  mkdir -p "$into/app/dashboard" "$into/usr/local/bin"
  (cd "$HERE/.." && cp -R package.json package-lock.json LICENSE server extension "$into/app/")
  [ ! -d "$HERE/../dashboard/dist" ] || cp -R "$HERE/../dashboard/dist" "$into/app/dashboard/"
  rm -rf "$into/app/server/node_modules" "$into/app/server/test" "$into/app/server/testkit"
  (cd "$into/app" && npm ci --omit=dev --workspace=@whatsapp-saas/server --include-workspace-root --no-audit --no-fund --loglevel=error) ||
    die 'npm could not install the packages of the product: see above. Without a way to a registry use --bundle FILE.'
  ln -s ../../../app/node_modules/node/bin/node "$into/usr/local/bin/node"
  "$into/usr/local/bin/node" --version
}

# The database and its administrator, in the server of the distribution or one elsewhere.
step_database() {
  local version rights
  if [ -n "$NO_DOCKER" ] && ! has_external_postgres; then
    systemctl enable -q --now postgresql
    wait_until 30 runuser -u postgres -- pg_isready -q || die 'PostgreSQL does not answer: see journalctl -u postgresql'
    set_admin_password
    runuser -u postgres -- psql -XAtq -d postgres -c "select 1 from pg_database where datname = 'gateway'" | grep -q . ||
      runuser -u postgres -- createdb --owner wa_admin --template template0 --encoding UTF8 gateway
  fi
  [ -n "$NO_DOCKER" ] || return 0
  version=$(in_postgres psql -XAtq -d "$(database_name)" -c 'show server_version_num') || die 'the database does not let its user in: see above'
  [ "$version" -ge 150000 ] || die "the database is PostgreSQL $((version / 10000)); at least 15 is needed"
  [ "$(pg_dump --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')" -ge $((version / 10000)) ] ||
    die "pg_dump of this machine is older than the database (PostgreSQL $((version / 10000))), so no backup could be made. Install postgresql-client-$((version / 10000))."
  rights=$(in_postgres psql -XAtq -d postgres -c 'select rolsuper or (rolcreatedb and rolcreaterole) from pg_roles where rolname = current_user')
  [ "$rights" = t ] || die 'the user of the database must be able to make databases and roles'
  ! wants_pitr || set_up_pitr
}

# The server has to be there before its archive, and is made anew for it, once.
archive_in_container() {
  use_pitr_image "$(pitr_image "$(wanted_image POSTGRES_IMAGE postgres:17-bookworm)")"
  set_up_pitr
  wait_until 120 is_healthy || die 'the product does not become healthy: see whatsapp-saas logs'
}

step_settings() {
  local image
  # Another version takes the place of the one that runs with the next step, which can go back.
  image=$(compose_setting GATEWAY_IMAGE)
  if [ -n "$NO_DOCKER" ]; then
    [ -d "${image:-none}" ] || image=$IMAGE
    COMPOSE_SETTINGS+=(ENGINE=none)
  else
    docker image inspect "${image:-none}" >/dev/null 2>&1 || image=$IMAGE
  fi
  (umask 077 && mkdir -p "$CONFIG_DIR/env")
  [ -z "$EXTERNAL_POSTGRES" ] || set_settings "$CONFIG_DIR/env/external.env" "EXTERNAL_POSTGRES_URL=$EXTERNAL_POSTGRES"
  "$INSTALL_DIR/gateway/lib/configure.sh" --image "$image" "${COMPOSE_SETTINGS[@]}"
  set_settings "$CONFIG_DIR/env/settings.env" "PUBLIC_URL=https://$PUBLIC_NAME" "${SETTINGS[@]}"
  # What is left belongs to messages and the database.
  [ -n "$(setting "$CONFIG_DIR/env/settings.env" MEDIA_DISK_PERCENT_MAX)" ] ||
    set_settings "$CONFIG_DIR/env/settings.env" MEDIA_DISK_PERCENT_MAX=90
  [ -z "$EMAIL" ] || [ -n "$(setting "$CONFIG_DIR/env/settings.env" OPERATOR_EMAIL)" ] ||
    set_settings "$CONFIG_DIR/env/settings.env" "OPERATOR_EMAIL=$EMAIL"
  [ ${#BACKUP_SETTINGS[@]} -eq 0 ] || set_settings "$CONFIG_DIR/backup.env" "${BACKUP_SETTINGS[@]}"
  # Backups are sealed for this key. A copy of it belongs elsewhere.
  [ -f "$CONFIG_DIR/backup.key" ] || age-keygen 2>/dev/null | write_private "$CONFIG_DIR/backup.key"
}

step_service() {
  local name
  for name in "$INSTALL_DIR"/gateway/systemd/*.{service,timer} $([ -z "$NO_DOCKER" ] || echo "$INSTALL_DIR"/gateway/systemd/plain/*); do
    install -m 644 "$name" "/etc/systemd/system/$(basename "$name")"
  done
  systemctl daemon-reload
  systemctl enable -q whatsapp-saas
  # What runs already and is as it should be is left running.
  if systemctl is-active -q whatsapp-saas; then whatsapp-saas up; else systemctl start whatsapp-saas; fi
  wait_until 120 is_healthy || die 'the product does not become healthy: see whatsapp-saas logs'
  ! uses_docker || ! wants_pitr || archive_in_container
  whatsapp-saas upgrade "$IMAGE"
  for name in "$INSTALL_DIR"/gateway/systemd/*.timer; do
    systemctl enable -q --now "$(basename "$name")"
  done
}
