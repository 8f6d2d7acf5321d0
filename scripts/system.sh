# shellcheck shell=bash
# What the machine has to offer: the .NET SDK, packages of the distribution, free ports, locks.

dotnet_major=10
lowest_service_port=15432 # below the range from which the kernel takes outgoing ports
service_port_span=10000

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# Puts dotnet on PATH and gives it a home where the account has none.
require_dotnet() {
  if ! command -v dotnet >/dev/null; then
    local candidate
    for candidate in "${DOTNET_ROOT:-}" "${HOME:-}/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
      if [[ -n $candidate && -x $candidate/dotnet ]]; then
        PATH="$candidate:$PATH"
        break
      fi
    done
  fi
  command -v dotnet >/dev/null || fail_without_sdk "There is no 'dotnet' on this machine."

  if [[ -z ${HOME:-} || ! -w $HOME ]]; then
    export DOTNET_CLI_HOME="$work/home" NUGET_PACKAGES="${NUGET_PACKAGES:-$work/home/packages}"
  fi
}

require_sdk() {
  require_dotnet
  dotnet --list-sdks | grep -q "^$dotnet_major\." ||
    fail_without_sdk "'dotnet' is here, but only with these SDKs: $(dotnet --list-sdks | cut -d' ' -f1 | paste -sd' ')."
}

fail_without_sdk() {
  fail "$1
The .NET $dotnet_major SDK is needed: https://dotnet.microsoft.com/download/dotnet/$dotnet_major.0"
}

# install_package PACKAGE WHAT-FOR: installs with apt-get where this account may; says what to do otherwise.
install_package() {
  local as_root=()
  command -v apt-get >/dev/null || fail "$2 is missing; install it with this system's package manager"
  if ((EUID != 0)); then
    sudo -n true 2>/dev/null || fail "$2 is missing; install it with: sudo apt-get install $1"
    as_root=(sudo -n)
  fi

  local log="$work/apt-get.log" options=(-q -y -o DPkg::Lock::Timeout=120)
  mkdir -p "$work"
  note "Installing $2 (apt-get install $1)..."
  if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update "${options[@]}" >"$log" 2>&1 </dev/null ||
    ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --no-install-recommends "${options[@]}" "$1" \
      >>"$log" 2>&1 </dev/null; then
    show_tail "$log" 10
    fail "apt-get could not install $1 (log: $log)"
  fi
}

# port_taken PORT: whether something listens there on loopback.
port_taken() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# free_port SEED: a port nobody listens on. The seed, any string, makes it likely that the same caller gets the same one.
free_port() {
  local sum port tries=0
  sum="$(short_hash "$1")"
  port=$((lowest_service_port + 16#${sum:0:6} % service_port_span))
  while port_taken "$port"; do
    ((++tries < 1000)) || fail "found no free port near $port"
    ((++port))
  done
  printf '%s' "$port"
}

# short_hash STRING: 12 hexadecimal digits.
short_hash() {
  local sum
  sum="$(printf '%s' "$1" | sha256sum)"
  printf '%s' "${sum:0:12}"
}

# with_lock FILE WHAT COMMAND...: runs the command, a function of this script, while no other process holds the file.
# WHAT names it to those who have to wait. What holds the file already just goes on.
declare -A lock_descriptors=()
with_lock() {
  local file="$1" what="$2" descriptor
  shift 2
  if [[ -n ${lock_descriptors[$file]:-} ]]; then
    "$@"
    return 0
  fi
  mkdir -p "$(dirname "$file")"
  exec {descriptor}>"$file"
  if ! flock -n "$descriptor"; then
    note "Waiting for another $what to finish..."
    flock -w 900 "$descriptor" || fail "another $what has not finished in 15 minutes"
  fi
  lock_descriptors[$file]="$descriptor"
  "$@"
  unset "lock_descriptors[$file]"
  exec {descriptor}>&-
}

# without_locks COMMAND...: for a program that may outlive this script, and must not hold its locks then. Runs in a
# subshell's place; put it in parentheses or in the background.
without_locks() {
  local descriptor
  for descriptor in "${lock_descriptors[@]}"; do
    exec {descriptor}>&-
  done
  exec "$@"
}
