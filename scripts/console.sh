# shellcheck shell=bash
# Speaking to the person at the terminal. Results go to standard output, everything else to standard error,
# so that "./aevrion get KEY > file" stays clean even where it has to build first.

exit_usage=2
exit_failure=3

say() { printf '%s\n' "$*"; }

note() { printf '%s\n' "$*" >&2; }

# fail MESSAGE [EXIT-CODE]
fail() {
  printf 'aevrion: %s\n' "$1" >&2
  exit "${2:-$exit_failure}"
}

# show_tail FILE LINES: the end of a log, indented, for a message that refers to it.
show_tail() {
  [[ -s $1 ]] || return 0
  tail -n "$2" "$1" | indent >&2
}

indent() { sed 's/^/    /'; }

# need_value OPTION REMAINING-ARGUMENTS: refuses an option that came without its value.
need_value() {
  (($2 >= 2)) || fail "$1 needs a value" "$exit_usage"
}
