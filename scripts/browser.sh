# shellcheck shell=bash
# The browser that the dashboard is tested with.

browser_programs=(chromium chromium-browser google-chrome)

# Sees to it that there is one: AEVRION_CHROMIUM names its program, else it is on PATH, else it is installed.
ensure_browser() {
  local program
  [[ -z ${AEVRION_CHROMIUM:-} ]] || return 0
  for program in "${browser_programs[@]}"; do
    command -v "$program" >/dev/null && return 0
  done
  install_package chromium "Chromium, which the dashboard is tested with"
}
