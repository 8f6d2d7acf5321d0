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

# photograph_dashboard [--output DIR]: takes the pictures of docs/dashboard.md, of two regions that run meanwhile. Three minutes or so.
photograph_dashboard() {
  local output="$root/docs/pictures"
  if [[ ${1:-} == --output && -n ${2:-} ]]; then
    output="$2"
    shift 2
  fi
  (($# == 0)) || fail "pictures dashboard takes --output DIR and nothing else" "$exit_usage"
  ensure_browser
  [[ -n "$(fc-list Inter 2>/dev/null)" ]] || install_package fonts-inter "Inter, the typeface of the pictures"
  build photography Embedded
  trap 'remove_postgres "$work/pictures-postgres"' EXIT
  ensure_postgres "$work/pictures-postgres"
  AEVRION_POSTGRES="$postgres_connection" AEVRION_PICTURES="$(realpath -m -- "$output")" dotnet "$(program photography Embedded)" \
    --no-progress --no-ansi >"$work/pictures.log" 2>&1 </dev/null || {
    show_tail "$work/pictures.log" 20
    fail "the pictures could not be taken (log: $work/pictures.log)"
  }
  say "The pictures are in $output."
}
