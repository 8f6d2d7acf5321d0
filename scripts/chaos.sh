# shellcheck shell=bash
# Runs regions as real processes, each with a PostgreSQL server of its own, under faults drawn from a seed. See docs/internals/chaos.md.

run_chaos() {
  choose_engine
  build silo "$engine"
  build chaos Embedded
  find_postgres
  data="$work/chaos"
  mkdir -p "$data"
  with_lock "$data/lock" "chaos run" cause_chaos "$@"
}

# cause_chaos [ARGUMENT...]: leaves no process and no database behind, however it ends; logs stay until the next run.
cause_chaos() {
  local code=0 privately=()
  chaos_pid=''
  trap 'end_chaos' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  postgres_home "$data/databases"
  chaos_databases="$(readlink -f "$data/databases")"
  sweep_chaos
  rm -rf "$data"/seed-*
  prepare_silo_program
  # Small disks are mounted where this run alone sees them, so that they are gone with it.
  if ((EUID == 0)) && unshare --mount --propagation private true 2>/dev/null; then
    privately=(unshare --mount --propagation private env AEVRION_CHAOS_PRIVATE_MOUNTS=1)
  fi

  # In the background, so that a signal to this script is not kept waiting until the run is over.
  (
    without_locks "${privately[@]}" dotnet "$(program chaos Embedded)" --silo "$silo_program" --engine "$engine" --data "$data" \
      --databases "$chaos_databases" "$@"
  ) &
  chaos_pid=$!
  wait "$chaos_pid" || code=$?
  chaos_pid=''
  trap - EXIT INT TERM HUP
  end_chaos
  ((code == 0)) || exit "$code"
}

end_chaos() {
  trap '' INT TERM HUP
  trap - EXIT
  if [[ -n $chaos_pid ]]; then
    kill -TERM "$chaos_pid" 2>/dev/null || true
    wait "$chaos_pid" 2>/dev/null || true
  fi
  sweep_chaos
}

# Kills what a run that was killed itself has left, and removes its databases.
sweep_chaos() {
  local folder
  for folder in "$data/silo/" "$chaos_databases/"; do
    kill_started_from "$folder"
  done
  rm -rf "${chaos_databases:?}"/*
}

# kill_started_from FOLDER: every process with that folder on its command line, and what it has started. Those of PostgreSQL that serve
# connections name it nowhere, and end by themselves without their parent.
kill_started_from() {
  local file pid
  for file in /proc/[0-9]*/cmdline; do
    pid="${file//[!0-9]/}"
    if ((pid != $$ && pid != BASHPID)) && { tr '\0' '\n' <"$file" | grep -qF "$1"; } 2>/dev/null; then
      kill -KILL "$pid" 2>/dev/null || true
    fi
  done
}
