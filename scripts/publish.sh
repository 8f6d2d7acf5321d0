# shellcheck shell=bash
# Makes what is installed elsewhere: programs that bring their runtime along, and packages for developers. Both are built apart from
# everything else, so that they never change what runs or is tested from this checkout.

publish_folder="$work/publish"
published_programs=(silo cli)

# What the build of the solution has judged is not judged again, and nothing stays behind that would hold memory.
quiet_build=(-p:RunAnalyzers=false -p:UseSharedCompilation=false --nologo -v minimal -nodeReuse:false)

# publish [--output DIR] [--runtime RID] [--framework-dependent]
run_publish() {
  local output="$publish_folder/output" runtime="linux-x64" kind=self-contained name
  while (($#)); do
    case "$1" in
      --output) need_value "$1" $#; output="$2"; shift 2 ;;
      --output=*) output="${1#*=}"; shift ;;
      --runtime) need_value "$1" $#; runtime="$2"; shift 2 ;;
      --runtime=*) runtime="${1#*=}"; shift ;;
      --framework-dependent) kind=framework-dependent; shift ;;
      *) fail "publish does not know '$1'; see ./aevrion help" "$exit_usage" ;;
    esac
  done
  [[ $runtime =~ ^[a-z0-9.-]+$ ]] || fail "'$runtime' is no runtime; such are linux-x64, linux-arm64 and linux-musl-x64" "$exit_usage"
  output="$(realpath -m -- "$output")"
  [[ ! -e $output || -f $output/VERSION || -z "$(ls -A "$output")" ]] ||
    fail "$output holds something else; choose an empty folder, or one of an earlier publish"
  require_sdk
  choose_engine
  with_lock "$work/publish.lock" publish publish_programs "$output" "$runtime" "$kind"
}

publish_programs() {
  local output="$1" runtime="$2" kind="$3" name new="$1.new"
  rm -rf "$new"
  mkdir -p "$new"
  # shellcheck disable=SC2064 # the folder of now
  trap "rm -rf '$new'" EXIT
  for name in "${published_programs[@]}"; do
    publish_program "$name" "$new/$name" "$runtime" "$kind"
  done
  ln -s cli/Aevrion.Cli "$new/aevrion"
  cp "$root/LICENSE" "$new/"
  printf '%s %s %s %s\n' "$(product_version)" "$engine" "$runtime" "$kind" >"$new/VERSION"
  rm -rf "$output"
  mv "$new" "$output"
  say "Published $(product_version) for $runtime ($kind, grain engine $engine) to $output:"
  say "  silo/Aevrion.Silo   the server; docs/configuration.md has its settings"
  say "  aevrion             the command line"
}

# publish_program NAME FOLDER RUNTIME KIND
publish_program() {
  local project="${project_of[$1]}" log="$publish_folder/$1.log" contained=true
  [[ $4 == self-contained ]] || contained=false
  mkdir -p "$publish_folder"
  note "Publishing $project ($3, $4, $engine)..."
  if ! (without_locks dotnet publish "$root/$project" -c Release -r "$3" --self-contained "$contained" -o "$2" "-p:Engine=$engine" \
    "-p:ArtifactsPath=$publish_folder/${engine,,}" -p:DebugType=embedded "${quiet_build[@]}" >"$log" 2>&1 </dev/null); then
    explain_failed_publish "$log" "$3"
  fi
}

# explain_failed_publish LOG RUNTIME: the usual reason is a package source without the runtime.
explain_failed_publish() {
  local missing
  missing="$(grep -oE "NU110[12]: Unable to find package Microsoft\.(NETCore|AspNetCore)\.App\.[A-Za-z0-9.-]+( with version \([^)]*\))?" "$1" |
    sed 's/.*package //; s/\.$//' | sort -u | paste -sd, | sed 's/,/, /g')" || true
  if [[ -n $missing ]]; then
    fail "the package source lacks the runtime for $2, which a self-contained program brings along: $missing
Use a source that has it, or --framework-dependent, whose programs need the .NET $dotnet_major runtime where they run (log: $1)"
  fi
  show_build_errors "$1"
  fail "publishing failed (log: $1)"
}

# pack [--output DIR]
run_pack() {
  local output="$work/packages"
  while (($#)); do
    case "$1" in
      --output) need_value "$1" $#; output="$2"; shift 2 ;;
      --output=*) output="${1#*=}"; shift ;;
      *) fail "pack does not know '$1'; see ./aevrion help" "$exit_usage" ;;
    esac
  done
  output="$(realpath -m -- "$output")"
  require_sdk
  choose_engine
  with_lock "$work/publish.lock" publish pack_projects "$output"
}

pack_projects() {
  local output="$1" log="$publish_folder/pack.log" projects=(Core Grains.Interfaces Client) project
  # With the embedded engine the grains' contract needs that engine; the client over a cluster needs a cluster.
  [[ $engine == Orleans ]] && projects+=(Client.Orleans) || projects+=(Engine)
  mkdir -p "$output" "$publish_folder"
  : >"$log"
  for project in "${projects[@]}"; do
    note "Packing $project ($engine)..."
    if ! (without_locks dotnet pack "$root/$project/Aevrion.$project.csproj" -c Release -o "$output" "-p:Engine=$engine" \
      "-p:ArtifactsPath=$publish_folder/${engine,,}" "${quiet_build[@]}" >>"$log" 2>&1 </dev/null); then
      show_build_errors "$log"
      fail "packing failed (log: $log)"
    fi
  done
  say "Packed $(product_version) (grain engine $engine) to $output:"
  (cd "$output" && ls -- *".$(product_version).nupkg") | sed 's/^/  /'
}

# product_version: that of Directory.Build.props, the one place that says it.
product_version() {
  sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props"
}
