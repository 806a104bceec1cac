#!/usr/bin/env bash
# Files: what the disk takes from dd, a plain copy with fsync, and the local store, one after another.
# Usage: benchmarks/files.sh [folder on the disk to measure] [MiB]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-$(mktemp -d)}
size=${2:-1024}
mkdir -p "$folder"
dotnet build "$root/benchmarks/DeploymentFlex.Benchmarks" -c Release -v q -clp:ErrorsOnly
for _ in 1 2 3 4 5 6 7; do
  LC_ALL=C dd if=/dev/zero of="$folder/dd" bs=1M count="$size" conv=fsync 2>&1 | tail -1
  rm "$folder/dd"
done
dotnet "$root/benchmarks/DeploymentFlex.Benchmarks/bin/Release/net10.0/DeploymentFlex.Benchmarks.dll" files "$folder/bench" "$size"
