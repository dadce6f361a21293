# shellcheck shell=bash
# The product without containers: its programs in a folder, its roles as units of systemd.

# A link to the version that runs, which holds what an image holds: app/ and usr/local/bin/node.
PRODUCT_LINK=/opt/whatsapp-saas/product
PLAIN_DATA=/var/lib/whatsapp-saas-data
PLAIN_USER=whatsapp-saas

# A program of the product with the settings of these files, as the product's own user.
plain_node() {
  local names=$1 role=$2
  shift 2
  DATA_DIR=$PLAIN_DATA/_data with_settings "$names" runuser -u "$PLAIN_USER" -- "$PRODUCT_LINK/usr/local/bin/node" "$PRODUCT_LINK/app/server/src/main/$role.ts" "$@"
}

unit_of() { printf 'whatsapp-saas-%s.service' "${1//_/-}"; }

units_of() {
  local service
  for service in "$@"; do unit_of "$service"; echo; done
}

# Gives the roles of the database the passwords of the files of secrets.
plain_passwords() { with_settings roles sh "$GATEWAY_DIR/lib/set-passwords.sh"; }

# In what is said to psql, and not among the words of a program.
set_admin_password() {
  printf "select format('%%s role wa_admin superuser login password %%L', case when exists (select from pg_roles where rolname = 'wa_admin') then 'alter' else 'create' end, '%s') \\\\gexec\n" \
    "$(setting "$CONFIG_DIR/env/postgres.env" PGPASSWORD)" | runuser -u postgres -- psql -Xq -v ON_ERROR_STOP=1 -d postgres
}

plain_migrate() { plain_node 'settings migrate plain' migrate; }

plain_start() {
  local units
  mapfile -t units < <(
    units_of "${SERVICES_PLAIN[@]}"
    ! keeps_standbys || units_of "${STANDBYS[@]}"
  )
  plain_migrate && plain_passwords && systemctl start "${units[@]}" || return 1
  # What waits for the unit expects that it answers.
  wait_until 60 is_healthy || warn 'the product is not healthy yet: see whatsapp-saas logs'
}

# The orchestrator ends its workers before the services they need are stopped.
plain_stop() {
  local units
  mapfile -t units < <(units_of "${SERVICES_PLAIN[@]}" "${STANDBYS[@]}")
  systemctl stop "$(unit_of orchestrator)"
  systemctl stop "${units[@]}"
}
