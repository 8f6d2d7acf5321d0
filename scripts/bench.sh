# shellcheck shell=bash
# Runs the benches, one run at a time, with a PostgreSQL of their own where they need one.

bench_databases=(dialler listener) # as bench/ names them, behind the prefix

run_bench() {
  local needs
  build bench Embedded
  needs="$(dotnet "$(program bench Embedded)" "$@" --needs)" || exit $?
  data="$work/bench"
  with_lock "$data/lock" bench measure "$needs" "$@"
}

# measure NEEDS [ARGUMENT...]: leaves no process and no database behind, however it ends.
measure() {
  local needs="$1" code=0
  shift
  bench_pid='' bench_prefix="aevrion_bench_$(short_hash "$root")"
  trap 'end_bench' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  if [[ $needs == postgres ]]; then
    ensure_postgres "$data/postgres"
    drop_bench_databases
  fi

  # In the background, so that a signal to this script is not kept waiting until all is measured.
  (
    export AEVRION_POSTGRES="${postgres_connection:-}" AEVRION_BENCH_DATABASES="$bench_prefix"
    without_locks dotnet "$(program bench Embedded)" "$@"
  ) &
  bench_pid=$!
  wait "$bench_pid" || code=$?
  bench_pid=''
  trap - EXIT INT TERM HUP
  end_bench
  ((code == 0)) || exit "$code"
}

end_bench() {
  trap '' INT TERM HUP
  trap - EXIT
  if [[ -n $bench_pid ]]; then
    kill -TERM "$bench_pid" 2>/dev/null || true
    wait "$bench_pid" 2>/dev/null || true
  fi
  [[ -z ${postgres_connection:-} ]] || drop_bench_databases
  stop_postgres "$data/postgres"
}

drop_bench_databases() {
  local name
  for name in "${bench_databases[@]}"; do
    query "drop database if exists \"${bench_prefix}_$name\" with (force)" >/dev/null 2>&1 ||
      note "The database ${bench_prefix}_$name could not be dropped."
  done
}
