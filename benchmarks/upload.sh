#!/usr/bin/env bash
# How fast a large file is uploaded through the gateway, against what dd writes durably to the same disk, and how much memory
# the gateway and evidence hold meanwhile; then how long its lines and a search in it take. Linux only (/proc). Each service runs by itself, as dotnet starts it.
# Usage: benchmarks/upload.sh [MiB] [repetitions] [Debug|Release] [raw|form]
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
size=${1:-1024}
repetitions=${2:-3}
configuration=${3:-Release}
shape=${4:-raw}
work=$(mktemp -d -p "${WORK:-$PWD}" .upload.XXXXXX)
started=()
declare -A port pid
stop() {
    for one in "${started[@]}"; do kill "$one" 2>/dev/null || true; done
    for one in "${started[@]}"; do wait "$one" 2>/dev/null || true; done
    rm -rf "$work"
}
trap stop EXIT

base=${PORT:-18180}
for service in gateway cases evidence; do port[$service]=$((base++)); done
for service in cases evidence gateway; do
    name=${service^}
    dll=services/$name/bin/$configuration/net10.0/DeploymentFlex.Services.$name.dll
    [ -f "$dll" ] || { echo "Build first: dotnet build services/$name -c $configuration" >&2; exit 1; }
    services__cases__http__0=http://127.0.0.1:${port[cases]} \
    services__evidence__http__0=http://127.0.0.1:${port[evidence]} \
    ASPNETCORE_URLS=http://127.0.0.1:${port[$service]} DEPLOYMENT_MODE=development Deployment__DataPath=$work/data \
        dotnet "$dll" > "$work/$service.log" 2>&1 &
    pid[$service]=$!
    started+=($!)
done
for service in cases evidence gateway; do
    until curl -sf "http://127.0.0.1:${port[$service]}/ready" > /dev/null; do
        kill -0 "${pid[$service]}" 2>/dev/null || { cat "$work/$service.log" >&2; exit 1; }
        sleep 0.1
    done
done

gateway=http://127.0.0.1:${port[gateway]}
milliseconds() { echo $(($(date +%s%N) / 1000000)); }
peak() { awk '/^VmHWM:/ { printf "%.0f", $2 / 1024 }' "/proc/${pid[$1]}/status"; }
# The median of 9 answers, in milliseconds.
answers() { for _ in {1..9}; do curl -sf -o /dev/null -w '%{time_total}\n' "$gateway/api/evidence/$id/$1"; done | sort -n | sed -n 5p | awk '{ printf "%.1f", $1 * 1000 }'; }
find_all() {
    local after=0 answer longest=0 count=0 time
    until [[ ${answer-} == *'"done":true'* ]]; do
        answer=$(curl -sf -w ' %{time_total}' "$gateway/api/evidence/$id/find?q=no-such-text&after=$after")
        after=$(echo "$answer" | grep -o '"scannedTo":[0-9]*' | cut -d: -f2)
        time=${answer##* }
        longest=$(awk -v a="$longest" -v b="$time" 'BEGIN { print (b > a ? b : a) }')
        count=$((count + 1))
    done
    echo "find of a text that is not there: $count answers, the longest after $longest s"
}
# Lines of text that do not repeat, so that each run is a file of its own.
head -c $((size * 1024 * 1024 * 3 / 4)) /dev/urandom | base64 -w 100 > "$work/file"
truncate -s $((size * 1024 * 1024)) "$work/file"

echo "$size MiB, $shape, $configuration"
for ((i = 1; i <= repetitions; i++)); do
    cat "$work/file" > /dev/null
    sync
    begin=$(milliseconds)
    dd if="$work/file" of="$work/copy" bs=1M conv=fsync status=none
    dd_ms=$(($(milliseconds) - begin))
    rm "$work/copy"
    sync

    case=$(curl -sf "$gateway/api/cases" -H 'Content-Type: application/json' -d '{"title":"upload"}' | grep -o '"id":"[^"]*"' | head -1 | cut -d'"' -f4)
    begin=$(milliseconds)
    if [ "$shape" = form ]; then
        answer=$(curl -sf "$gateway/api/cases/$case/evidence" -F "file=@$work/file;filename=a.log")
    else
        answer=$(curl -sf "$gateway/api/cases/$case/evidence?name=a.log" -H 'Content-Type: application/octet-stream' -X POST -T "$work/file")
    fi
    up_ms=$(($(milliseconds) - begin))
    id=$(echo "$answer" | grep -o '"id":"[^"]*"' | head -1 | cut -d'"' -f4)
    awk -v size="$size" -v dd="$dd_ms" -v up="$up_ms" -v gateway="$(peak gateway)" -v evidence="$(peak evidence)" 'BEGIN {
        printf "dd %.0f MiB/s, upload %.0f MiB/s (%.2f of dd); peak memory: gateway %d MiB, evidence %d MiB\n",
            size * 1000 / dd, size * 1000 / up, dd / up, gateway, evidence }'
    lines=$(echo "$answer" | grep -o '"lines":[0-9]*' | cut -d: -f2)
    echo "lines: the first $(answers "lines?from=1") ms, the last $(answers "lines?from=$((lines - 100))") ms; $(find_all)"
    curl -sf -X DELETE "$gateway/api/evidence/$id"
    # Without knowledge and jobs the file stays, so it is made room for here.
    rm -rf "$work/data/files/evidence/$id" 2>/dev/null || true
done
