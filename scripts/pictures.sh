# shellcheck shell=bash
# Draws the pictures of docs/concepts.md. They show what Core computes, and are the same on every machine.

run_pictures() {
  if [[ ${1:-} == dashboard ]]; then
    shift
    photograph_dashboard "$@"
    return 0
  fi
  local output="$root/docs/pictures"
  if [[ ${1:-} == --output && -n ${2:-} ]]; then
    output="$2"
    shift 2
  fi
  (($# == 0)) || fail "pictures takes --output DIR and nothing else" "$exit_usage"
  build pictures Embedded
  mkdir -p "$output"
  exec dotnet "$(program pictures Embedded)" "$output"
}
