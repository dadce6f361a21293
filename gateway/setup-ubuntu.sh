#!/usr/bin/env bash
# Installs the product on a server with Ubuntu or Debian, or finishes an installation that was interrupted. Safe to run again.
set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=lib/common.sh
. "$HERE/lib/common.sh"
# shellcheck source=lib/certificate.sh
. "$HERE/lib/certificate.sh"
# shellcheck source=lib/setup/options.sh
. "$HERE/lib/setup/options.sh"
# shellcheck source=lib/setup/plan.sh
. "$HERE/lib/setup/plan.sh"
# shellcheck source=lib/setup/packages.sh
. "$HERE/lib/setup/packages.sh"
# shellcheck source=lib/setup/product.sh
. "$HERE/lib/setup/product.sh"
# shellcheck source=lib/setup/proxy.sh
. "$HERE/lib/setup/proxy.sh"
# shellcheck source=lib/setup/protection.sh
. "$HERE/lib/setup/protection.sh"
# shellcheck source=lib/setup/check.sh
. "$HERE/lib/setup/check.sh"
# shellcheck source=lib/setup/uninstall.sh
. "$HERE/lib/setup/uninstall.sh"
# shellcheck source=lib/setup/steps.sh
. "$HERE/lib/setup/steps.sh"

main() {
  read_options "$@"
  require_root
  if [ -n "$UNINSTALL" ]; then
    uninstall
    exit 0
  fi
  look_at_system
  if [ -n "$DRY_RUN" ]; then
    print_plan
    exit 0
  fi
  if nothing_to_do; then
    say 'Nothing to do: everything is installed and answers.'
    exit 0
  fi
  print_plan
  agree
  run_steps
}

main "$@"
