# shellcheck shell=bash
# One silo process: started in a session of its own, known by a pid file, stopped with SIGTERM.
# Its folder is DATA/regions/REGION-NUMBER, with: pid, log, and wanted, a fingerprint of how it was started.

ready_seconds=120
stop_seconds=30

silo_folder() { printf '%s' "$data/regions/$1-$2"; }

# silo_port REGION-POSITION NUMBER
silo_port() { printf '%s' $((base_port + 100 * $2 + $1)); }

# silo_pid REGION NUMBER: prints the process id; fails unless that silo runs. A pid file alone proves nothing: the process
# may be gone and its number given to another.
silo_pid() {
  local pid file
  file="$(silo_folder "$1" "$2")/pid"
  [[ -s $file ]] || return 1
  pid="$(<"$file")"
  grep -qF "$data/silo/" "/proc/$pid/cmdline" 2>/dev/null || return 1 # also of a process that has ended but is not reaped
  printf '%s' "$pid"
}

# prepare_silo_program: copies what was built to DATA/silo/<fingerprint> and sets silo_program to the assembly there.
# Running silos keep their copy, so a build never changes the files under a running process.
prepare_silo_program() {
  local built copy
  built="$(dirname "$(program silo "$engine")")"
  copy="$data/silo/${engine,,}-$(folder_fingerprint "$built")"
  if [[ ! -d $copy ]]; then
    rm -rf "$copy.new"
    mkdir -p "$data/silo"
    cp -r "$built" "$copy.new"
    mv "$copy.new" "$copy"
  fi
  silo_program="$copy/Aevrion.Silo.dll"
  remove_unused_programs "$copy"
}

folder_fingerprint() {
  local sum
  sum="$(cd "$1" && find . -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum)"
  printf '%s' "${sum:0:12}"
}

# remove_unused_programs KEEP: those that no process was started from.
remove_unused_programs() {
  local copy in_use
  in_use="$(cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' '\n' || true)"
  for copy in "$data"/silo/*/; do
    copy="${copy%/}"
    [[ $copy == "$1" ]] || grep -qF "$copy/" <<<"$in_use" || rm -rf "$copy"
  done
}

# start_silo REGION NUMBER PORT SETTING...: unless it runs as wanted. Settings are NAME=VALUE, as in the environment;
# silo_database is the connection string of its database. Sets silo_started to 1 if it started it.
start_silo() {
  local region="$1" number="$2" port="$3" folder pid wanted
  shift 3
  silo_started=0
  folder="$(silo_folder "$region" "$number")"
  wanted="$(silo_fingerprint "$@")"
  if pid="$(silo_pid "$region" "$number")"; then
    [[ -f $folder/wanted && $(<"$folder/wanted") == "$wanted" ]] && return 0
    note "Restarting $(silo_title "$region" "$number"): its settings or its program have changed."
    stop_silo "$region" "$number"
  fi
  port_taken "$port" && fail "port $port, which $(silo_title "$region" "$number") needs, is taken by another program; choose another --base-port"

  mkdir -p "$folder"
  [[ ! -s $folder/log ]] || mv "$folder/log" "$folder/log.previous"
  (
    export Aevrion__Postgres="$silo_database" # never on a command line, which everybody can read
    without_locks env "$@" setsid dotnet "$silo_program" "--Aevrion:Region=$region"
  ) >"$folder/log" 2>&1 </dev/null &
  pid=$!
  printf '%s\n' "$pid" >"$folder/pid"
  printf '%s' "$wanted" >"$folder/wanted"
  silo_started=1
  # Until it has become the silo, it is still a copy of this shell.
  while [[ -d /proc/$pid ]] && ! silo_pid "$region" "$number" >/dev/null; do
    sleep 0.02
  done
}

# silo_fingerprint SETTING...: of everything that decides how a silo behaves.
silo_fingerprint() {
  short_hash "$silo_program $silo_database $* $(env | grep -E '^(Aevrion__|ASPNETCORE_)' | sort || true)"
}

silo_title() {
  if ((silos > 1)); then
    printf '%s, silo %s' "$1" "$2"
  else
    printf '%s' "$1"
  fi
}

# await_silo REGION NUMBER PORT: until it says that it is ready.
await_silo() {
  local log deadline=$((SECONDS + ready_seconds))
  log="$(silo_folder "$1" "$2")/log"
  until http_ok "$3" /readyz; do
    if ! silo_pid "$1" "$2" >/dev/null; then
      show_tail "$log" 25
      fail "$(silo_title "$1" "$2") ended before it was ready (log: $log)"
    fi
    if ((SECONDS > deadline)); then
      show_tail "$log" 25
      fail "$(silo_title "$1" "$2") is not ready after $ready_seconds s (log: $log)"
    fi
    sleep 0.1
  done
}

# http_ok PORT PATH: whether a GET there is answered with status 200. Needs no tool but the shell.
http_ok() (
  exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
  printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&3
  read -r -t 5 _ status _ <&3
  [[ $status == 200 ]]
) 2>/dev/null

# ask_silo_to_stop REGION NUMBER: does not wait, so that several stop at the same time.
ask_silo_to_stop() {
  local pid
  if pid="$(silo_pid "$1" "$2")"; then
    kill -TERM "$pid" 2>/dev/null || true
  fi
}

# stop_silo REGION NUMBER
stop_silo() {
  local pid deadline=$((SECONDS + stop_seconds))
  ask_silo_to_stop "$1" "$2"
  while pid="$(silo_pid "$1" "$2")"; do
    if ((SECONDS > deadline)); then
      note "$(silo_title "$1" "$2") does not stop within $stop_seconds s: killing it."
      kill -KILL "$pid" 2>/dev/null || true
      deadline=$((SECONDS + stop_seconds))
    fi
    sleep 0.1
  done
  rm -f "$(silo_folder "$1" "$2")/pid"
}
