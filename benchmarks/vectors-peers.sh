#!/usr/bin/env bash
# Vectors: the embedded store beside Chroma and PostgreSQL with pgvector, on the same passages of logs.
# Usage: benchmarks/vectors-peers.sh embedded|chroma|pgvector [records]
# The embedded store is on one core; a server has both, and the caller with it. The servers: ./flex servers install.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
dotnet build "$root/benchmarks/Vectors" -c Release -v q -clp:ErrorsOnly
program=(dotnet "$root/benchmarks/Vectors/bin/Release/net10.0/DeploymentFlex.Benchmarks.Vectors.dll" "$@")
[ "${1:-embedded}" != embedded ] || program=(taskset -c 0 "${program[@]}")
exec "${program[@]}"
