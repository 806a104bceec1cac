#!/usr/bin/env bash
# Lets three outages of each kind befall every server behind a layer, with 20,000 operations each, and prints the figures.
# Usage: benchmarks/faults.sh [part of a test's name]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

figures=$(mktemp)
trap 'rm -f "$figures"' EXIT
export FLEX_FAULT_OPERATIONS=20000 FLEX_FAULT_ROUNDS=3 FLEX_FAULT_FIGURES="$figures"
dotnet test tests/Layers/DeploymentFlex.Layers.Tests.csproj --filter "FullyQualifiedName~${1:-OutageTests}" || status=$?
sed 's/^DeploymentFlex\.Layers\.Tests\.//' "$figures"
exit "${status:-0}"
