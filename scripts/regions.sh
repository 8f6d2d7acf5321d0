# shellcheck shell=bash
# The regions of one data folder: up, down, and what is remembered between them.

default_base_port=7400
default_regions=eu,us
most_peer_urls=16         # a silo takes no more for a peer
silo_port_offset=10000    # Orleans: where the silos of a region talk to each other
gateway_port_offset=20000 # Orleans: where clients inside the datacenter connect
region_pattern='^[a-z][a-z0-9]*(-[a-z0-9]+)*$'
region_name_limit=32

# --- up ----------------------------------------------------------------------------------------------------------------

run_up() {
  parse_up "$@"
  choose_engine
  check_engine_fits
  build silo "$engine"
  build cli Embedded

  started_silos=()
  if ((!detach)); then
    trap 'stop_started' EXIT
    trap 'exit 0' INT TERM HUP # the way to end it, not a failure
  fi
  with_lock "$data/lock" "up or down" start_regions
  announce_regions
  ((detach)) || watch_regions
}

# Sets data, detach and the wishes that were stated; the rest is settled by settle_plan, once the lock is held.
parse_up() {
  data="$work" detach=0
  wish_regions='' wish_silos='' wish_base_port='' wish_topology=''
  while (($#)); do
    case "$1" in
      --regions) need_value "$1" $#; wish_regions="$2"; shift 2 ;;
      --silos) need_value "$1" $#; wish_silos="$2"; shift 2 ;;
      --base-port) need_value "$1" $#; wish_base_port="$2"; shift 2 ;;
      --data) need_value "$1" $#; data="$2"; shift 2 ;;
      --topology) need_value "$1" $#; wish_topology="$2"; shift 2 ;;
      --detach | -d) detach=1; shift ;;
      --*=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;;
      *) fail "up does not know '$1'; see ./aevrion help" "$exit_usage" ;;
    esac
  done
  data="$(realpath -m -- "$data")"
  check_wishes
  silos="${wish_silos:-1}"
}

check_engine_fits() {
  ((silos == 1)) || [[ $engine == Orleans ]] ||
    fail "the embedded engine is one process a region by design: $silos silos a region need the Orleans engine.
$engine_reason" "$exit_usage"
}

check_wishes() {
  local region
  local -A seen=()
  [[ ,$wish_regions, != *,,*,* ]] || fail "--regions has to be names with a comma between them" "$exit_usage"
  for region in ${wish_regions//,/ }; do
    [[ $region =~ $region_pattern && ${#region} -le $region_name_limit ]] ||
      fail "'$region' cannot be a region's name: lower-case letters, digits and single hyphens, at most $region_name_limit" "$exit_usage"
    [[ -z ${seen[$region]:-} ]] || fail "the region '$region' is named twice" "$exit_usage"
    seen[$region]=1
  done
  [[ -z $wish_silos || $wish_silos =~ ^[1-9][0-9]?$ ]] || fail "--silos has to be between 1 and 99" "$exit_usage"
  [[ -z $wish_base_port ]] || { [[ $wish_base_port =~ ^[0-9]{1,5}$ ]] && ((wish_base_port >= 1 && wish_base_port <= 65000)); } ||
    fail "--base-port has to be between 1 and 65000" "$exit_usage"
  case "$wish_topology" in
    '' | mesh | ring | star) ;;
    *) fail "--topology has to be mesh, ring or star" "$exit_usage" ;;
  esac
}

# Starts what does not run, and restarts what runs with other settings; ends when all are ready.
start_regions() {
  local position region number
  settle_plan
  ensure_postgres "$data/postgres"
  prepare_silo_program
  remember_plan
  stop_surplus_silos
  ensure_peer_secret
  for region in "${wanted_regions[@]}"; do
    ensure_database "aevrion_$region"
    position="$(region_position "$region")"
    for ((number = 0; number < silos; number++)); do
      start_region_silo "$region" "$position" "$number"
    done
  done
  for region in "${wanted_regions[@]}"; do
    position="$(region_position "$region")"
    for ((number = 0; number < silos; number++)); do
      await_silo "$region" "$number" "$(silo_port "$position" "$number")"
    done
  done
}

# What the regions of this folder prove to each other that they are its regions with.
ensure_peer_secret() {
  [[ -s $data/peers.secret ]] || (umask 077 && head -c 32 /dev/urandom | base64 >"$data/peers.secret")
}

# Stops what a plan with more silos a region has left running.
stop_surplus_silos() {
  local folder
  while read -r folder; do
    ((${folder##*-} < silos)) || stop_silo "${folder%-*}" "${folder##*-}"
  done < <(silo_folders)
}

# start_region_silo REGION POSITION NUMBER
start_region_silo() {
  local region="$1" position="$2" number="$3" port peer settings
  port="$(silo_port "$position" "$number")"
  settings=(
    "Aevrion__Region=$region"
    "Aevrion__Urls=http://127.0.0.1:$port"
  )
  for peer in $(peers_of "$position"); do
    settings+=(
      "Aevrion__Peers__${peer}__Url=$(peer_urls "$region" "$peer" "$number")"
      "Aevrion__Peers__${peer}__SecretFile=$data/peers.secret"
    )
  done
  if [[ $engine == Orleans ]]; then
    settings+=(
      "Aevrion__Cluster__SiloPort=$((port + silo_port_offset))"
      "Aevrion__Cluster__GatewayPort=$((port + gateway_port_offset))"
      "Aevrion__Cluster__ProbeTimeout=00:00:10" # a laptop may be busy with something else
    )
  fi
  silo_database="$postgres_connection;Database=aevrion_$region"
  start_silo "$region" "$number" "$port" "${settings[@]}"
  ((!silo_started)) || started_silos+=("$region $number")
}

# peer_urls REGION PEER NUMBER: where a silo of REGION reaches PEER: all silos, each silo of REGION beginning with another.
# peer_url_override, keyed by "REGION PEER", puts something in between.
declare -A peer_url_override=()
peer_urls() {
  local other urls=()
  for ((other = 0; other < silos; other++)); do
    urls+=("http://127.0.0.1:$(silo_port "$(region_position "$2")" $((($3 + other) % silos)))")
  done
  local IFS=,
  printf '%s' "${peer_url_override["$1 $2"]:-${urls[*]:0:most_peer_urls}}"
}

# peers_of POSITION: the names of the regions that it is linked to.
peers_of() {
  local self="$1" other count="${#regions[@]}" distance
  for ((other = 0; other < count; other++)); do
    ((other != self)) || continue
    distance=$(((other - self + count) % count))
    case "$topology" in
      mesh) ;;
      ring) ((distance == 1 || distance == count - 1)) || continue ;;
      star) ((self == 0 || other == 0)) || continue ;;
    esac
    printf '%s\n' "${regions[other]}"
  done
}

announce_regions() {
  local region number position
  if ((${#started_silos[@]} == 0)); then
    say "Nothing to start: all regions run."
  fi
  for region in "${wanted_regions[@]}"; do
    position="$(region_position "$region")"
    for ((number = 0; number < silos; number++)); do
      say "$(silo_title "$region" "$number")  http://localhost:$(silo_port "$position" "$number")  ready  (engine $engine, log: $(silo_folder "$region" "$number")/log)"
    done
  done
  if ((detach)); then
    say "They run in the background until: ./aevrion down$(data_option)"
  fi
}

data_option() {
  [[ $data == "$work" ]] || printf ' --data %q' "$data"
}

# Waits while anything that this call started still runs.
watch_regions() {
  local started running=1
  ((${#started_silos[@]} > 0)) || return 0
  say "Press Ctrl+C to stop."
  while ((running)); do
    running=0
    for started in "${started_silos[@]}"; do
      if silo_runs_as_started "$started"; then
        running=1
      fi
    done
    sleep 1 &
    wait $! || true
  done
  note "All that was started here has ended."
  [[ -z ${crashed:-} ]] || fail "not all of it was told to"
}

# silo_runs_as_started "REGION NUMBER": says once, of a silo that has ended, whether it was told to.
declare -A reported_end=()
silo_runs_as_started() {
  local region="${1% *}" number="${1#* }" folder
  silo_pid "$region" "$number" >/dev/null && { unset "reported_end[$1]"; return 0; }
  [[ -z ${reported_end[$1]:-} ]] || return 1
  reported_end[$1]=1
  folder="$(silo_folder "$region" "$number")"
  if [[ -f $folder/pid ]]; then
    crashed=1
    show_tail "$folder/log" 10
    note "$(silo_title "$region" "$number") has ended by itself (log: $folder/log). ./aevrion up$(data_option) starts it again."
  else
    note "$(silo_title "$region" "$number") was stopped."
  fi
  return 1
}

# At the end of an up that is not detached: stops what it has started, and nothing else.
stop_started() {
  local started
  trap '' INT TERM HUP
  trap - EXIT
  ((${#started_silos[@]} == 0)) || note "Stopping..."
  with_lock "$data/lock" "up or down" stop_started_silos
}

stop_started_silos() {
  local started
  for started in "${started_silos[@]}"; do
    ask_silo_to_stop "${started% *}" "${started#* }"
  done
  for started in "${started_silos[@]}"; do
    stop_silo "${started% *}" "${started#* }"
  done
  if ! any_silo_runs; then
    forget_plan
    ((!postgres_started)) || stop_postgres "$data/postgres"
  fi
}

# --- down --------------------------------------------------------------------------------------------------------------

run_down() {
  local names=()
  data="$work"
  while (($#)); do
    case "$1" in
      --data) need_value "$1" $#; data="$2"; shift 2 ;;
      --data=*) data="${1#*=}"; shift ;;
      -*) fail "down does not know '$1'; see ./aevrion help" "$exit_usage" ;;
      *) names+=("$1"); shift ;;
    esac
  done
  data="$(realpath -m -- "$data")"
  if [[ ! -d $data ]]; then
    ((${#names[@]} == 0)) || fail "there is no region '${names[0]}': nothing was started here" "$exit_usage"
    say "Nothing runs."
    return 0
  fi
  with_lock "$data/lock" "up or down" stop_regions "${names[@]}"
}

# stop_regions [REGION...]: those, or all and PostgreSQL.
stop_regions() {
  local names=("$@") region folder
  recall_plan
  for region in "${names[@]}"; do
    region_position "$region" >/dev/null || fail "there is no region '$region'; there are: ${regions[*]:-none}" "$exit_usage"
  done
  while read -r folder; do
    ask_silo_to_stop "${folder%-*}" "${folder##*-}"
  done < <(silo_folders "${names[@]}")
  while read -r folder; do
    stop_silo "${folder%-*}" "${folder##*-}"
  done < <(silo_folders "${names[@]}")
  if (($# == 0)); then
    stop_postgres "$data/postgres"
    forget_plan
    say "Everything is stopped."
  else
    say "Stopped: $*"
  fi
}

# silo_folders [REGION...]: their names, REGION-NUMBER, of those regions or all, also of an earlier plan.
silo_folders() {
  local which='[a-z0-9-]+'
  (($# == 0)) || which="$(IFS='|'; printf '%s' "$*")"
  [[ ! -d $data/regions ]] || find "$data/regions" -mindepth 1 -maxdepth 1 -printf '%f\n' | grep -xE "($which)-[0-9]+" | sort || true
}

# any_silo_runs [REGION...]: of those regions, or of all.
any_silo_runs() {
  local folder
  while read -r folder; do
    if silo_pid "${folder%-*}" "${folder##*-}" >/dev/null; then
      return 0
    fi
  done < <(silo_folders "$@")
  return 1
}

# --- the plan: which regions there are, where and how linked -------------------------------------------------------------

# settle_plan: sets regions (all there are), wanted_regions (those to have running: the ones asked for, and the ones that
# run, because who their peers are may have changed), silos, base_port and topology.
# What is not asked for stays as it was, until everything has been stopped.
settle_plan() {
  local region
  recall_plan
  if [[ -n $wish_base_port && $wish_base_port != "$base_port" ]] && any_silo_runs; then
    fail "regions run on base port $base_port already: ./aevrion down$(data_option) first, or give these another --data DIR" "$exit_usage"
  fi
  base_port="${wish_base_port:-$base_port}"
  silos="${wish_silos:-$silos}"
  check_engine_fits
  topology="${wish_topology:-$topology}"

  IFS=',' read -ra wanted_regions <<<"${wish_regions:-$(IFS=','; printf '%s' "${regions[*]:-$default_regions}")}"
  for region in "${wanted_regions[@]}"; do
    region_position "$region" >/dev/null || regions+=("$region")
  done
  for region in "${regions[@]}"; do
    if [[ " ${wanted_regions[*]} " != *" $region "* ]] && any_silo_runs "$region"; then
      wanted_regions+=("$region")
    fi
  done
  ((${#regions[@]} <= 100)) || fail "at most 100 regions fit between the ports of a region's silos" "$exit_usage"
  local highest=$((base_port + 100 * (silos - 1) + ${#regions[@]} - 1))
  [[ $engine != Orleans ]] || highest=$((highest + gateway_port_offset))
  ((highest <= 65535)) || fail "with base port $base_port the ports go up to $highest; choose a lower --base-port" "$exit_usage"
}

remember_plan() {
  mkdir -p "$data/regions"
  printf '%s\n' "regions=${regions[*]}" "silos=$silos" "base_port=$base_port" "topology=$topology" "engine=$engine" >"$data/plan"
}

forget_plan() { rm -f "$data/plan"; }

recall_plan() {
  local name value
  regions=() silos=1 base_port="$default_base_port" topology=mesh
  [[ -f $data/plan ]] || return 0
  while IFS='=' read -r name value; do
    case "$name" in
      regions) read -ra regions <<<"$value" ;;
      silos) silos="$value" ;;
      base_port) base_port="$value" ;;
      topology) topology="$value" ;;
    esac
  done <"$data/plan"
}

# region_position REGION: its index among the regions; fails where there is no such region.
region_position() {
  local position
  for position in "${!regions[@]}"; do
    if [[ ${regions[position]} == "$1" ]]; then
      printf '%s' "$position"
      return 0
    fi
  done
  return 1
}
