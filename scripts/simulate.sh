# shellcheck shell=bash
# Runs the simulation: regions in one process, with everything around them drawn from a seed. See docs/internals/simulation.md.

run_simulate() {
  build simulation Embedded
  exec dotnet "$(program simulation Embedded)" "$@"
}
