#!/usr/bin/env bash
# Vectors: fill, open again and search a collection of the embedded store, on one core.
# Usage: benchmarks/vectors.sh [records]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
dotnet build "$root/benchmarks/DeploymentFlex.Benchmarks" -c Release -v q -clp:ErrorsOnly
exec taskset -c 0 dotnet "$root/benchmarks/DeploymentFlex.Benchmarks/bin/Release/net10.0/DeploymentFlex.Benchmarks.dll" \
  vectors "$(mktemp -d)/bench" "${1:-100000}"
