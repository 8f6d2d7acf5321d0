# shellcheck shell=bash
# Runs the test projects, one after another, against a PostgreSQL cluster that lives as long as the run.

test_limit=15m       # a project that takes longer hangs
failed_output_lines=120
cluster_silos=2      # silos a region in the second run of the projects that can do with any number
cluster_projects=(Region.Tests EndToEnd.Tests)

run_test() {
  local options=() names=()
  while (($#)); do
    case "$1" in
      --) shift; options=("$@"); break ;;
      -*) fail "test does not know '$1'; options for the test projects go after --" "$exit_usage" ;;
      *) names+=("$1"); shift ;;
    esac
  done
  mkdir -p "$work"
  find_test_projects "${names[@]}"
  require_sdk
  choose_engine
  with_lock "$work/test.lock" "test run" run_projects "${options[@]}"
}

# find_test_projects [NAME...]: sets test_projects to all, or to those with one of these words in their name.
find_test_projects() {
  local project name
  test_projects=()
  for project in "$root"/tests/*.Tests/*.csproj "$root"/samples/*Tests/*.csproj; do
    name="$(test_title "$project")"
    for wanted in "${@:-}"; do
      if [[ ${name,,} == *"${wanted,,}"* ]]; then
        test_projects+=("$project")
        break
      fi
    done
  done
  ((${#test_projects[@]})) || fail "no test project has '$*' in its name" "$exit_usage"
}

# test_title PROJECT-FILE: the name of its folder.
test_title() { basename "$(dirname "$1")"; }

run_projects() {
  local project silos passed=0 failed=0 skipped=0
  export AEVRION_ENGINE="$engine"
  trap 'clean_up_tests' EXIT
  trap 'exit 130' INT TERM HUP
  command -v b3sum >/dev/null || install_package b3sum "b3sum, the reference that hashes are compared with"
  command -v curl >/dev/null || install_package curl "curl, which the documented commands use"
  [[ " ${test_projects[*]} " != *Browser.Tests* ]] || ensure_browser
  clean_up_tests
  ensure_postgres "$work/test-postgres"
  export AEVRION_POSTGRES="$postgres_connection"
  build solution "$engine"

  note "Testing (engine $engine)..."
  mkdir -p "$work/test-results"
  for project in "${test_projects[@]}"; do
    for silos in $(silos_to_test "$(test_title "$project")"); do
      run_project "$project" "$silos" "$@"
      passed=$((passed + project_passed)) failed=$((failed + project_failed)) skipped=$((skipped + project_skipped))
    done
  done
  say "$passed passed, $failed failed, $skipped skipped"
  ((failed == 0 && passed > 0)) || exit 1
}

# silos_to_test TITLE: the numbers of silos a region with which a project is run, one after the other.
silos_to_test() {
  printf '1\n'
  if [[ $engine == Orleans && " ${cluster_projects[*]} " == *" $1 "* ]]; then
    printf '%s\n' "$cluster_silos"
  fi
}

# run_project PROJECT-FILE SILOS [OPTION...]: sets project_passed, project_failed and project_skipped.
run_project() {
  local title program log report code=0 started="$SECONDS" options=("${@:3}")
  title="$(test_title "$1")"
  (($2 == 1)) || title+="-$2-silos"
  program="$work/build/${engine,,}/bin/$(basename "$1" .csproj)/release/$(basename "$1" .csproj).dll"
  log="$work/test-results/$title.log"
  report="$work/test-results/$title.xml"
  rm -f "$report"
  # An empty project is no failure (exit code 8); that nothing ran at all is noticed at the end.
  (export AEVRION_TEST_SILOS="$2"; without_locks timeout --kill-after=30 "$test_limit" dotnet "$program" --no-progress --no-ansi --ignore-exit-code 8 \
    --results-directory "$work/test-results" --report-xunit --report-xunit-filename "$title.xml" "${options[@]}" \
    >"$log" 2>&1 </dev/null) || code=$?

  read_report "$report"
  # A project that breaks off, or ends badly though no test failed, counts as a failure of its own.
  if ((code != 0 && project_failed == 0)); then
    project_failed=1
  fi
  if ((project_failed)); then
    tail -n "$failed_output_lines" "$log"
    ((code != 124 && code != 137)) || say "$title was ended: it did not finish within $test_limit."
  fi
  printf '%-26s %5d passed, %d failed, %d skipped  (%d s)\n' "$title" "$project_passed" "$project_failed" "$project_skipped" \
    $((SECONDS - started))
}

# read_report FILE: adds up the assemblies of a report in xUnit's format. Errors outside tests count as failures.
read_report() {
  local assembly
  project_passed=0 project_failed=0 project_skipped=0
  [[ -f $1 ]] || return 0
  while read -r assembly; do
    project_passed=$((project_passed + $(report_number "$assembly" passed)))
    project_failed=$((project_failed + $(report_number "$assembly" failed) + $(report_number "$assembly" errors)))
    project_skipped=$((project_skipped + $(report_number "$assembly" skipped) + $(report_number "$assembly" not-run)))
  done < <(grep -oE '<assembly [^>]*>' "$1" || true)
}

# report_number ELEMENT ATTRIBUTE
report_number() {
  local number
  number="$(grep -oE " $2=\"[0-9]+\"" <<<"$1" | tr -dc 0-9 || true)"
  printf '%s' "${number:-0}"
}

# Stops and removes what tests, also of an earlier run that was cut short, have left behind.
clean_up_tests() {
  local folder
  for folder in "$work"/end-to-end/*/; do
    [[ -d $folder ]] || continue
    remove_data "${folder%/}"
  done
  remove_postgres "$work/test-postgres"
}
