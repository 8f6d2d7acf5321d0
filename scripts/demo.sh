# shellcheck shell=bash
# The guided story. It has a data folder of its own, PostgreSQL included, so that it neither touches regions that run nor is touched.

demo_regions=(eu us)

run_demo() {
  (($# == 0)) || fail "demo takes no arguments" "$exit_usage"
  choose_engine
  build silo "$engine"
  build demo Embedded
  data="$work/demo"
  with_lock "$data/lock" demo tell_story
}

# tell_story: starts the process that tells it, and the regions. Ends them in every case, also those of a run that was cut short.
tell_story() {
  local region code=0
  story_pid=''
  trap 'end_story' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  stop_story_regions
  ensure_postgres "$data/postgres"
  for region in "${demo_regions[@]}"; do
    drop_story_database "$region"
    ensure_database "aevrion_demo_$region"
  done
  prepare_silo_program
  rm -rf "$data/regions"

  # In the background, so that a signal to this script is not kept waiting until the story is over.
  (
    export AEVRION_POSTGRES="$postgres_connection" # never on a command line, which everybody can read
    without_locks dotnet "$(program demo Embedded)" --silo "$silo_program" --engine "$engine" --data "$data" --repository "$root"
  ) &
  story_pid=$!
  wait "$story_pid" || code=$?
  story_pid=''
  trap - EXIT INT TERM HUP
  end_story
  ((code == 0)) || exit "$code"
}

end_story() {
  local region
  trap '' INT TERM HUP
  trap - EXIT
  if [[ -n $story_pid ]]; then
    kill -TERM "$story_pid" 2>/dev/null || true
    wait "$story_pid" 2>/dev/null || true
  fi
  stop_story_regions
  if [[ -n ${postgres_connection:-} ]]; then
    for region in "${demo_regions[@]}"; do
      drop_story_database "$region"
    done
  fi
  stop_postgres "$data/postgres"
}

stop_story_regions() {
  local region silos=1
  for region in "${demo_regions[@]}"; do
    stop_silo "$region" 0
  done
}

drop_story_database() {
  query "drop database if exists \"aevrion_demo_$1\" with (force)" >/dev/null 2>&1 || note "The database aevrion_demo_$1 could not be dropped."
}
