# shellcheck shell=bash
# Stops what runs from this checkout and removes what the script has created.

run_clean() {
  local folder="$work"
  while (($#)); do
    case "$1" in
      --data) need_value "$1" $#; folder="$2"; shift 2 ;;
      --data=*) folder="${1#*=}"; shift ;;
      *) fail "clean does not know '$1'; see ./aevrion help" "$exit_usage" ;;
    esac
  done
  folder="$(realpath -m -- "$folder")"
  if [[ $folder == "$work" ]]; then
    clean_checkout
  elif [[ ! -f $folder/lock ]]; then
    say "Nothing to clean: 'up' was never there."
  else
    remove_data "$folder"
    say "Removed what 'up' had put into $folder."
  fi
  [[ -z ${AEVRION_POSTGRES:-} ]] || say "The databases aevrion_... on the server of AEVRION_POSTGRES are still there; drop them yourself."
}

clean_checkout() {
  local folder
  if [[ ! -e $work ]]; then
    say "Nothing to clean."
    return 0
  fi
  for folder in "$work"/end-to-end/*/ "$work/demo" "$work/bench" "$work"; do
    [[ -d $folder ]] || continue
    remove_data "${folder%/}"
  done
  remove_postgres "$work/test-postgres"
  remove_postgres "$work/chaos/databases"
  rm -rf "$work"
  say "Removed $work."
}

# remove_data FOLDER: stops the regions and the PostgreSQL of that data folder and removes what up has put there.
remove_data() {
  data="$1"
  [[ ! -d $data ]] || with_lock "$data/lock" "up or down" stop_regions >/dev/null
  remove_postgres "$data/postgres"
  rm -rf "$data/regions" "$data/silo" "$data/plan" "$data/lock"
  rmdir "$data" 2>/dev/null || true
}
