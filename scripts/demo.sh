# shellcheck shell=bash
# The guided story.

run_demo() {
  fail "there is no demo yet" "$exit_failure"
}
