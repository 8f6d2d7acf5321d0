# shellcheck shell=bash
# Builds each program in Release into .aevrion/build/<engine>, and only when something that it is made of has changed.

shared_sources=(Directory.Build.props Directory.Packages.props global.json .editorconfig build)

# What each program is: its project, its assembly, the folders it is made of.
declare -A project_of=(
  [silo]=Silo/Aevrion.Silo.csproj
  [cli]=Cli/Aevrion.Cli.csproj
  [demo]=Demo/Aevrion.Demo.csproj
  [bench]=bench/Aevrion.Bench.csproj
  [pictures]=Pictures/Aevrion.Pictures.csproj
  [simulation]=tests/Simulation/Aevrion.Simulation.csproj
  [chaos]=tests/Chaos/Aevrion.Chaos.csproj
  [photography]=tests/Photography/Aevrion.Photography.csproj
  [solution]=Aevrion.Orleans.sln
)
declare -A sources_of=(
  [silo]='Silo Grains Grains.Interfaces Storage Core Engine'
  [cli]='Cli Client'
  [demo]='Demo Client'
  [bench]='bench Pictures Silo Grains Grains.Interfaces Storage Core Engine'
  [pictures]='Pictures Core'
  [simulation]='tests/Simulation Storage Core'
  [chaos]='tests/Chaos tests/Linearizability Client'
  [photography]='tests/Photography tests/Browser.Tests/Browser tests/Silo.Tests/Hosting tests/Testing.PostgreSql Silo Grains Grains.Interfaces Storage Core Engine'
  [solution]='Silo Grains Grains.Interfaces Storage Core Engine Cli Client Client.Orleans Demo Pictures bench samples tests Aevrion.Orleans.sln'
)

# program NAME ENGINE: the assembly to run.
program() {
  local assembly
  assembly="$(basename "${project_of[$1]}" .csproj)"
  printf '%s' "$work/build/${2,,}/bin/$assembly/release/$assembly.dll"
}

# build NAME ENGINE: leaves an up-to-date program behind. Quick when nothing changed.
build() {
  require_dotnet
  build_is_fresh "$1" "$2" || with_lock "$work/build.lock" build build_now "$1" "$2"
}

build_stamp() {
  printf '%s' "$work/build/${2,,}/$1.stamp"
}

build_is_fresh() {
  local stamp sources source existing=()
  stamp="$(build_stamp "$1" "$2")"
  [[ -f $stamp ]] || return 1
  read -ra sources <<<"${sources_of[$1]}"
  for source in "${sources[@]}" "${shared_sources[@]}"; do
    [[ -e $root/$source ]] && existing+=("$root/$source")
  done
  # A removed file shows in the time of its folder.
  [[ -z "$(find "${existing[@]}" -newer "$stamp" -print -quit)" ]]
}

build_now() {
  local name="$1" engine="$2" stamp log started="$SECONDS"
  build_is_fresh "$name" "$engine" && return 0 # another build finished while this one waited
  require_sdk
  stamp="$(build_stamp "$name" "$engine")"
  log="$work/build/${engine,,}/$name.log"
  mkdir -p "$(dirname "$log")"
  note "Building ${project_of[$name]} (Release, $engine)..."
  touch "$stamp.new" # before the build: what changes meanwhile is built next time

  # No build node may stay behind: it would hold the caller's output open and memory that the regions need.
  if ! (without_locks dotnet build "$root/${project_of[$name]}" -c Release "-p:Engine=$engine" --nologo -v minimal \
    -nodeReuse:false >"$log" 2>&1 </dev/null); then
    show_build_errors "$log"
    fail "the build failed (log: $log)"
  fi
  mv "$stamp.new" "$stamp"
  note "Built in $((SECONDS - started)) s."
}

show_build_errors() {
  local errors
  errors="$(grep -E '(error|warning) [A-Z]+[0-9]+:' "$1" | sort -u | head -n 20 || true)"
  if [[ -n $errors ]]; then
    indent <<<"$errors" >&2
  else
    show_tail "$1" 30
  fi
}
