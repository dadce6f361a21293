# shellcheck shell=bash
# The steps in their order. Each can be taken again at any time; what was finished for the same request is not taken again.

STEPS=(
  'packages|install packages'
  'files|copy the programs'
  'images|get the product'
  'settings|make settings and secrets'
  'database|prepare the database'
  'service|start the service'
  'certificate|get a certificate'
  'proxy|set up nginx'
  'firewall|close all ports but 22, 80 and 443'
  'protection|set up fail2ban, updates and log rotation'
  'check|try it out'
)

run_steps() {
  local entry name title number=0 print
  mkdir -p "$LOG_DIR" "$STATE_DIR"
  chmod 700 "$LOG_DIR" "$STATE_DIR"
  print=$(fingerprint)
  for entry in "${STEPS[@]}"; do
    name=${entry%%|*} title=${entry#*|}
    number=$((number + 1))
    printf '[%d/%d] %s … ' "$number" "${#STEPS[@]}" "$title"
    if is_done "$name" "$print"; then
      say 'done before'
      continue
    fi
    take_step "$name" "$print"
  done
  say
  say "Installed. Addresses and commands: $INSTALL_DIR/gateway/INSTALLATION_SUMMARY.md"
}

# A step runs in a shell of its own, so that it ends at its first failure, and all it says goes to the log.
take_step() {
  local name=$1 print=$2 began=$SECONDS code=0
  note "$name" begun "$print"
  printf '\n== %s %s\n' "$(date -u +%FT%TZ)" "$name" >>"$LOG_DIR/setup.log"
  set +e
  (
    set -euo pipefail
    "step_$name"
  ) >>"$LOG_DIR/setup.log" 2>&1 3>&-
  code=$?
  set -e
  if [ "$code" -ne 0 ]; then
    note "$name" failed "$print"
    say 'failed'
    tail -5 "$LOG_DIR/setup.log" | sed 's/^/    /' >&2
    die "setup stopped at this step. The whole log: $LOG_DIR/setup.log. Put right what it says and run the same command again: it goes on from here."
  fi
  note "$name" "done" "$print"
  say "$((SECONDS - began)) s"
}

note() { printf '%s|%s|%s|%s\n' "$1" "$2" "$(date -u +%FT%TZ)" "$3" >>"$STATUS_FILE"; }

is_done() {
  [ -f "$STATUS_FILE" ] || return 1
  awk -F'|' -v step="$1" -v wanted="$2" '$1 == step { last = $2; of = $4 } END { exit !(last == "done" && of == wanted) }' "$STATUS_FILE"
}

nothing_to_do() {
  local entry print
  print=$(fingerprint)
  for entry in "${STEPS[@]}"; do
    is_done "${entry%%|*}" "$print" || return 1
  done
  systemctl is-active -q whatsapp-saas nginx && is_healthy
}
