# shellcheck shell=bash
# Stops what runs from this checkout and removes what the script has created.

run_clean() {
  local folder
  (($# == 0)) || fail "clean takes no arguments" "$exit_usage"
  if [[ ! -e $work ]]; then
    say "Nothing to clean."
    return 0
  fi
  for folder in "$work"/end-to-end/*/ "$work/demo" "$work"; do
    [[ -d $folder ]] || continue
    remove_data "${folder%/}"
  done
  remove_postgres "$work/test-postgres"
  rm -rf "$work"
  say "Removed $work."
  [[ -z ${AEVRION_POSTGRES:-} ]] || say "The databases aevrion_... on the server of AEVRION_POSTGRES are still there; drop them yourself."
}

# remove_data FOLDER: stops the regions and the PostgreSQL of that data folder and removes what up has put there.
remove_data() {
  data="$1"
  [[ ! -d $data ]] || with_lock "$data/lock" "up or down" stop_regions >/dev/null
  remove_postgres "$data/postgres"
  rm -rf "$data/regions" "$data/silo" "$data/plan" "$data/lock"
  rmdir "$data" 2>/dev/null || true
}
