# shellcheck shell=bash
# Runs the benches, one run at a time, with a PostgreSQL of their own where they need one.

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
  bench_pid='' bench_prefix="aevrion_bench_$(short_hash "$root")" pglogical_connection=''
  trap 'end_bench' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  if bench_needs postgres; then
    ensure_postgres "$data/postgres"
    drop_bench_databases
  fi
  ! bench_needs b3sum || ensure_peer b3sum b3sum
  ! bench_needs pgbench || locate_pgbench || ensure_peer pgbench postgresql-contrib
  ! bench_needs pglogical || start_pglogical || note "The figures beside pglogical will be left out."

  # In the background, so that a signal to this script is not kept waiting until all is measured.
  (
    export AEVRION_POSTGRES="${postgres_connection:-}" AEVRION_BENCH_DATABASES="$bench_prefix" AEVRION_BENCH_PGLOGICAL="$pglogical_connection"
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
  stop_postgres "$data/pglogical"
}

drop_bench_databases() {
  local name
  while read -r name; do
    query "drop database if exists \"$name\" with (force)" >/dev/null 2>&1 || note "The database $name could not be dropped."
  done < <(query "select datname from pg_database where starts_with(datname, '${bench_prefix}_')")
}

# bench_needs WORD: whether what is measured needs it; the words are those of bench/CommandLine/BenchNeeds.cs.
bench_needs() { grep -qx "$1" <<<"$needs"; }

# ensure_peer PROGRAM PACKAGE: installs what a figure is held against; without it that figure is left out.
ensure_peer() {
  command -v "$1" >/dev/null || (install_package "$2" "$1") || note "The figures beside $1 will be left out."
}

locate_pgbench() {
  locate_postgres && [[ -x $postgres_bin/pgbench ]]
}

# Sets pglogical_connection to a server of its own with pglogical loaded; the figures beside it are left out otherwise.
start_pglogical() {
  local version library plain="${postgres_connection:-}"
  find_postgres
  library="$("$postgres_bin/pg_config" --pkglibdir)/pglogical.so"
  if [[ ! -f $library ]]; then
    version="$("$postgres_bin/postgres" --version | grep -oE '[0-9]+' | head -n 1)"
    (install_package "postgresql-$version-pglogical" pglogical) || return 1
  fi
  [[ -f $library ]] || return 1
  remove_postgres "$data/pglogical"
  start_postgres "$data/pglogical" -c shared_preload_libraries=pglogical -c wal_level=logical -c track_commit_timestamp=on \
    -c pglogical.conflict_resolution=last_update_wins -c max_worker_processes=20
  pglogical_connection="$postgres_connection"
  postgres_connection="$plain"
}
