# shellcheck shell=bash
# PostgreSQL: the server that AEVRION_POSTGRES names, or a private cluster that needs nothing but the server binaries.
#
# A private cluster lies in one folder (its home) with its data, socket, log, port and password. It listens on loopback
# and on the socket, asks for the password, and survives power loss as PostgreSQL does (fsync stays on).

postgres_role=aevrion
postgres_max_connections=200
postgres_start_seconds=120
socket_path_limit=107 # sun_path of a unix socket, without the terminating zero

# ensure_postgres HOME: sets postgres_connection to a server that answers, starting the private cluster if need be.
# postgres_started says afterwards whether this script has started it.
postgres_started=0
ensure_postgres() {
  if [[ -n ${AEVRION_POSTGRES:-} ]]; then
    postgres_connection="${AEVRION_POSTGRES%;}"
    return 0
  fi
  start_postgres "$1"
}

# start_postgres HOME [OPTION...]: starts the private cluster of that home, creating it first where there is none. Options are the server's.
start_postgres() {
  local home
  find_postgres
  postgres_home "$1"
  home="$(readlink -f "$1")"
  [[ -f $home/data/PG_VERSION ]] || create_cluster "$home"
  if ! cluster_answers "$home"; then
    postgres_started=1
    launch_cluster "$home" "${@:2}"
  fi
  postgres_connection="Host=127.0.0.1;Port=$(<"$home/port");Username=$postgres_role;Password=$(<"$home/password")"
}

# stop_postgres HOME: stops the private cluster if there is one that runs.
stop_postgres() {
  local home
  [[ -f $1/data/postmaster.pid ]] || return 0
  find_postgres
  home="$(readlink -f "$1")"
  postgres_account="$(stat -c %U "$home")"
  as_postgres "$postgres_bin/pg_ctl" -D "$home/data" -m fast -w -t 60 stop >/dev/null 2>&1 ||
    cluster_is_dead "$home" || fail "PostgreSQL in $home does not stop"
}

# remove_postgres HOME: removes what start_postgres has left anywhere.
remove_postgres() {
  local home
  stop_postgres "$1"
  [[ -e $1 || -L $1 ]] || return 0
  home="$(readlink -f "$1")"
  rm -rf "$(socket_folder "$home")" "$home"
  rm -f "$1"
}

# ensure_database NAME: creates the database on the server of postgres_connection unless it is there.
ensure_database() {
  local there
  if ! there="$(query "select count(*) from pg_database where datname = '$1'")"; then
    fail "PostgreSQL does not answer: $(describe_server)"
  fi
  ((there > 0)) || query "create database \"$1\" template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'" >/dev/null ||
    fail "could not create the database $1: $(describe_server)"
}

# --- server binaries -------------------------------------------------------------------------------------------------

# Sets postgres_bin to a folder with the server binaries, installing them where there are none.
find_postgres() {
  [[ -n ${postgres_bin:-} ]] && return 0
  locate_postgres && return 0
  install_package postgresql "the PostgreSQL server"
  locate_postgres || fail "PostgreSQL is installed, but there is no initdb on PATH or under /usr/lib/postgresql"
}

locate_postgres() {
  local found
  found="$(command -v initdb || true)"
  if [[ -z $found ]]; then
    found="$(find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)"
  fi
  [[ -n $found ]] || return 1
  postgres_bin="$(dirname "$(readlink -f "$found")")"
}

# --- the private cluster ---------------------------------------------------------------------------------------------

# postgres_home HOME: makes the folder of the cluster and sets postgres_account to whom it belongs. PostgreSQL refuses to
# run as root; invoked as root it runs as another account, and where that one cannot reach the folder, the cluster lies in
# /var/tmp and HOME is a link to it.
postgres_home() {
  local home="$1" elsewhere
  mkdir -p "$(dirname "$home")"
  if [[ -e $home ]]; then
    postgres_account="$(stat -L -c %U "$home")"
    [[ $postgres_account != root ]] && return 0
  fi
  choose_postgres_account
  if ((EUID != 0)) || as_postgres test -x "$(dirname "$home")"; then
    own_folder "$home"
    return 0
  fi
  elsewhere="/var/tmp/aevrion-$(short_hash "$home")"
  note "PostgreSQL runs as '$postgres_account', which cannot reach $home: its data goes to $elsewhere."
  own_folder "$elsewhere"
  ln -sfn "$elsewhere" "$home"
}

choose_postgres_account() {
  postgres_account="$(id -un)"
  ((EUID == 0)) || return 0
  postgres_account=nobody
  if id postgres >/dev/null 2>&1; then
    postgres_account=postgres
  fi
}

# own_folder FOLDER: makes it, for the account of PostgreSQL alone. Refuses one that somebody else has put there.
own_folder() {
  if mkdir -m 700 "$1" 2>/dev/null; then
    [[ $(id -un) == "$postgres_account" ]] || chown "$postgres_account:" "$1"
  fi
  [[ ! -L $1 && -d $1 && $(stat -c %U "$1") == "$postgres_account" ]] ||
    fail "$1 has to be a folder of the account '$postgres_account'; remove it"
}

# as_postgres COMMAND...: runs it as the account that the cluster belongs to, in a folder which that account can enter.
as_postgres() (
  cd /
  export LC_ALL=C
  if [[ $(id -un) == "$postgres_account" ]]; then
    without_locks "$@"
  fi
  ((EUID == 0)) || fail "the PostgreSQL cluster belongs to the account '$postgres_account'; run this as that account or as root"
  without_locks setpriv --reuid "$postgres_account" --regid "$(id -g "$postgres_account")" --init-groups -- "$@"
)

create_cluster() {
  local home="$1"
  note "Creating a private PostgreSQL cluster in $home..."
  rm -rf "$home/data"
  (umask 077 && od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"$home/password")
  ((EUID != 0)) || chown "$postgres_account:" "$home/password"
  as_postgres "$postgres_bin/initdb" -D "$home/data" -U "$postgres_role" -A scram-sha-256 "--pwfile=$home/password" \
    -E UTF8 --no-locale >"$home/create.log" 2>&1 </dev/null || {
    rm -rf "$home/data"
    show_tail "$home/create.log" 10
    fail "could not create a PostgreSQL cluster in $home"
  }
}

# launch_cluster HOME [OPTION...]: on the port it had before if that is still free, else on another.
launch_cluster() {
  local home="$1" port='' socket
  [[ -s $home/port ]] && port="$(<"$home/port")"
  if [[ -z $port ]] || port_taken "$port"; then
    port="$(free_port "$home")"
    printf '%s' "$port" >"$home/port"
  fi
  socket="$(socket_folder "$home")"
  own_folder "$socket"

  note "Starting PostgreSQL on port $port..."
  if ! as_postgres "$postgres_bin/pg_ctl" -D "$home/data" -l "$home/data/server.log" -w -t "$postgres_start_seconds" \
    -o "-p $port -k '$socket' -c listen_addresses=127.0.0.1 -c max_connections=$postgres_max_connections -c fsync=on ${*:2}" \
    start >/dev/null 2>&1 </dev/null || ! cluster_answers "$home"; then
    show_tail "$home/data/server.log" 10
    fail "PostgreSQL did not start (log: $home/data/server.log)"
  fi
}

# socket_folder HOME: in the home, unless the path is too long for a socket.
socket_folder() {
  local socket="$1/socket"
  if ((${#socket} + ${#postgres_socket_name} > socket_path_limit)); then
    socket="/tmp/aevrion-$(short_hash "$1")"
  fi
  printf '%s' "$socket"
}
postgres_socket_name=/.s.PGSQL.65535.lock

cluster_answers() {
  [[ -s $1/port ]] || return 1
  PGPASSWORD="$(<"$1/password")" PGCONNECT_TIMEOUT=10 "$postgres_bin/psql" -X -q -h 127.0.0.1 -p "$(<"$1/port")" \
    -U "$postgres_role" -d postgres -c 'select 1' >/dev/null 2>&1 </dev/null
}

# cluster_is_dead HOME: whether the process that the cluster's pid file names is gone.
cluster_is_dead() {
  local pid
  read -r pid <"$1/data/postmaster.pid" 2>/dev/null || return 0
  ! kill -0 "$pid" 2>/dev/null
}

# --- SQL ---------------------------------------------------------------------------------------------------------------

# query SQL: runs it in the maintenance database of the server that postgres_connection names.
query() {
  find_postgres_client
  (
    connection_to_environment "$postgres_connection"
    PGCONNECT_TIMEOUT=10 "$psql" -X -q -A -t -v ON_ERROR_STOP=1 -d postgres -c "$1" </dev/null
  )
}

find_postgres_client() {
  psql="$(command -v psql || true)"
  [[ -n $psql ]] && return 0
  if ! locate_postgres || [[ ! -x $postgres_bin/psql ]]; then
    install_package postgresql-client "the PostgreSQL client psql"
  fi
  psql="$(command -v psql || printf '%s' "$postgres_bin/psql")"
}

# connection_to_environment CONNECTION: the variables by which libpq knows the same server.
connection_to_environment() {
  local setting name value settings
  IFS=';' read -ra settings <<<"$1"
  for setting in "${settings[@]}"; do
    name="${setting%%=*}" value="${setting#*=}"
    value="${value#[\"\']}" value="${value%[\"\']}"
    name="${name,,}"
    case "${name// /}" in
      host | server) export PGHOST="$value" ;;
      port) export PGPORT="$value" ;;
      username | userid | user) export PGUSER="$value" ;;
      password | pwd) export PGPASSWORD="$value" ;;
      passfile) export PGPASSFILE="$value" ;;
      sslmode) PGSSLMODE="$(libpq_ssl_mode "$value")" && export PGSSLMODE ;;
    esac
  done
}

libpq_ssl_mode() {
  case "${1,,}" in
    verifyca) printf 'verify-ca' ;;
    verifyfull) printf 'verify-full' ;;
    *) printf '%s' "${1,,}" ;;
  esac
}

# describe_server: the connection without its password, for messages.
describe_server() {
  sed -E 's/;?(password|pwd)=[^;]*//I' <<<"$postgres_connection"
}
