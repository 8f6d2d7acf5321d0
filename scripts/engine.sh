# shellcheck shell=bash
# Which grain engine this checkout is built on: the one that AEVRION_ENGINE names, else Microsoft Orleans where its
# packages can be restored, else the embedded one.

probe_limit_seconds=120
probe_valid_minutes=1440      # a package source without Orleans may have it tomorrow
probe_unsure_valid_minutes=10 # a source that did not answer may do so soon

run_engine() {
  (($# == 0)) || fail "engine takes no arguments" "$exit_usage"
  choose_engine
  say "$engine"
  say "$engine_reason"
}

# Sets engine and engine_reason.
choose_engine() {
  engine="${AEVRION_ENGINE:-}"
  case "${engine,,}" in
    embedded) engine=Embedded engine_reason="AEVRION_ENGINE says so." ;;
    orleans) engine=Orleans engine_reason="AEVRION_ENGINE says so." ;;
    '') with_lock "$work/probe.lock" "look-up of the Orleans packages" choose_engine_by_packages ;;
    *) fail "AEVRION_ENGINE is '$engine'; it has to be Embedded or Orleans" "$exit_usage" ;;
  esac
}

choose_engine_by_packages() {
  local probe="$work/probe" version key
  version="$(sed -n 's:.*<OrleansVersion>\(.*\)</OrleansVersion>.*:\1:p' "$root/Directory.Packages.props")"
  key="$(probe_key "$version")"
  if ! probe_answer_holds "$probe" "$key"; then
    require_sdk
    note "Looking for the Microsoft Orleans $version packages..."
    probe_packages "$probe" "$version" >"$probe.answer"
    printf '%s' "$key" >"$probe.key"
  fi
  { read -r engine && read -r engine_reason; } <"$probe.answer"
}

# probe_key VERSION: changes whenever the answer may: the version, and everything that tells NuGet where to look.
probe_key() {
  local folder="$root" files=()
  while :; do
    files+=("$folder"/[Nn]u[Gg]et.[Cc]onfig)
    [[ $folder == / ]] && break
    folder="$(dirname "$folder")"
  done
  files+=("${HOME:-}"/.nuget/NuGet/*.[Cc]onfig "${HOME:-}"/.nuget/config/*.[Cc]onfig "${HOME:-}"/.config/NuGet/*.[Cc]onfig)
  short_hash "$1 ${NUGET_PACKAGES:-} ${RestoreConfigFile:-} ${RestoreSources:-} ${RestoreAdditionalProjectSources:-}
$(cat "${RestoreConfigFile:-/dev/null}" "${files[@]}" 2>/dev/null)"
}

# probe_answer_holds PROBE KEY: whether the remembered answer is to the same question and not too old.
probe_answer_holds() {
  local valid="$probe_valid_minutes"
  [[ -s $1.answer && -f $1.key && $(<"$1.key") == "$2" ]] || return 1
  grep -q "did not answer" "$1.answer" && valid="$probe_unsure_valid_minutes"
  [[ -n "$(find "$1.answer" -mmin "-$valid")" ]]
}

# probe_packages PROBE VERSION: restores an empty project that wants all the Orleans packages which the region uses.
# Prints the engine and the reason, a line each.
probe_packages() {
  local probe="$1" version="$2" log="$1.log" code=0
  write_probe_project "$probe" "$version"
  (without_locks timeout --kill-after=5 "$probe_limit_seconds" dotnet restore "$probe/Probe.csproj" --nologo \
    -nodeReuse:false >"$log" 2>&1 </dev/null) || code=$?

  if ((code == 0)); then
    printf 'Orleans\nThe Microsoft Orleans %s packages can be restored.\n' "$version"
  elif ((code == 124 || code == 137)) || grep -q 'NU1301' "$log"; then
    printf 'Embedded\nThe package source did not answer, and the Microsoft Orleans packages are not here yet. (log: %s)\n' "$log"
  else
    printf 'Embedded\nThe package source lacks Microsoft Orleans %s or something it needs: %s. (log: %s)\n' \
      "$version" "$(missing_packages "$log")" "$log"
  fi
}

missing_packages() {
  local missing
  missing="$(grep -oE "(Unable to find package|Unable to resolve) '?[A-Za-z0-9.]+" "$1" | sed "s/.*[ ']//; s/\.$//" | sort -u |
    head -n 5 | paste -sd' ')" || true
  printf '%s' "${missing:-see the log}"
}

# write_probe_project FOLDER VERSION: a project on its own, cut off from the build settings of the repository.
write_probe_project() {
  local package
  rm -rf "$1"
  mkdir -p "$1"
  printf '<Project />\n' | tee "$1/Directory.Build.props" "$1/Directory.Build.targets" >"$1/Directory.Packages.props"
  {
    printf '<Project Sdk="Microsoft.NET.Sdk">\n  <PropertyGroup>\n    <TargetFramework>net%s.0</TargetFramework>\n' "$dotnet_major"
    printf '    <NuGetAudit>false</NuGetAudit>\n  </PropertyGroup>\n  <ItemGroup>\n'
    while read -r package; do
      printf '    <PackageReference Include="%s" Version="[%s]" />\n' "$package" "$2"
    done < <(grep -oE 'Include="Microsoft\.Orleans\.[^"]+"' "$root/Directory.Packages.props" | cut -d'"' -f2)
    printf '  </ItemGroup>\n</Project>\n'
  } >"$1/Probe.csproj"
}
