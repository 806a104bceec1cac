#!/usr/bin/env bash
# The main job, timed on the running system: 100,000 log lines indexed, searches meanwhile and afterwards, and a large
# upload against `dd conv=fsync` on the same disk in the same run. Prints one table row a figure.
#
#   benchmarks/main-job.sh [megabytes of the large upload, default 1024]
#
# Starts and stops the system itself, with data in a temporary folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

megabytes=${1:-1024}
gateway=http://localhost:8080
work=$(mktemp -d)
trap './flex down >/dev/null 2>&1 || true; rm -rf "$work"' EXIT

now() { date +%s.%N; }
id() { grep -o '"id":"[^"]*"' | head -n 1 | cut -d '"' -f 4; }
row() { printf '| %s | %s |\n' "$1" "$2"; }
percentiles() { sort -n | awk '{ v[NR] = $1 * 1000 } END { printf "p50 %.1f ms, p99 %.1f ms (%d searches)", v[int((NR + 1) / 2)], v[int(NR * 0.99 + 0.5)], NR }'; }
memory() { for pid in $(pgrep -f "$PWD.*DeploymentFlex.(Services|AppHost)"); do awk '/^Pss:/ { print $2 }' "/proc/$pid/smaps_rollup"; done 2>/dev/null | awk '{ s += $1 } END { printf "%.0f MB", s / 1024 }'; }

# Every line is another one, so that folding identical lines does not make the work smaller.
for _ in $(seq 1 9); do cat tests/Data/loghub/*.log; done | awk 'NR <= 100000 { print $0 " seq=" NR }' > "$work/lines.log"
mapfile -t questions < <(sed -n 's/.*"text": "\([^"]*\)".*/\1/p' tests/Data/loghub/questions.json)

Deployment__DataPath="$work/data" ./flex up --detach > "$work/up.log"
sleep 5
row "memory of all processes, empty store (PSS)" "$(memory)"

case=$(curl -s $gateway/api/cases -H 'Content-Type: application/json' -d '{"title":"Benchmark"}' | id)

search() { curl -s -o /dev/null -w '%{time_total}\n' -G $gateway/api/knowledge/search --data-urlencode "q=${questions[$(($1 % ${#questions[@]}))]}"; }

started=$(now)
evidence=$(curl -s -F "file=@$work/lines.log" "$gateway/api/cases/$case/evidence" | id)
: > "$work/during"
i=0
until curl -s "$gateway/api/evidence/$evidence" | grep -qE '"status":"(indexed|partly-indexed|failed)"'; do
    for _ in 1 2 3 4 5; do search $((i++)) >> "$work/during"; done
done
row "100,000 lines: upload to indexed" "$(awk -v a="$started" -v b="$(now)" 'BEGIN { printf "%.1f s", b - a }')"
row "search while indexing" "$(percentiles < "$work/during")"
for i in $(seq 1 300); do search "$i"; done > "$work/after"
row "search afterwards" "$(percentiles < "$work/after")"
row "memory of all processes, 100,000 lines (PSS)" "$(memory)"

# Random bytes: stored, and found to be no text, so that indexing takes no part in it.
head -c "$((megabytes * 1048576))" /dev/urandom > "$work/large.bin"
for round in 1 2 3; do
    started=$(now)
    dd if="$work/large.bin" of="$work/copy.bin" bs=1M conv=fsync status=none
    copied=$(now)
    rm "$work/copy.bin"
    other=$(curl -s $gateway/api/cases -H 'Content-Type: application/json' -d '{"title":"Large"}' | id)
    uploading=$(now)
    curl -s -T "$work/large.bin" -X POST "$gateway/api/cases/$other/evidence?name=large.bin" > /dev/null
    row "$megabytes MiB, round $round" "$(awk -v a="$started" -v b="$copied" -v c="$uploading" -v d="$(now)" -v m="$megabytes" \
        'BEGIN { printf "dd conv=fsync %.0f MB/s, upload %.0f MB/s, %.0f %%", m * 1.048576 / (b - a), m * 1.048576 / (d - c), 100 * (b - a) / (d - c) }')"
done
pid=$(pgrep -f "$PWD.*DeploymentFlex.Services.Evidence" | head -n 1)
row "evidence process, highest memory so far" "$(awk '/^VmHWM:/ { printf "%.0f MB", $2 / 1024 }' "/proc/$pid/status")"
