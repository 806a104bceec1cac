#!/usr/bin/env bash
# How long from a built tree to all services healthy, and how much memory they hold then, with an empty store:
# under the AppHost, without and (where it is installed) with the dashboard, and bare, started by this script with the
# environment that the AppHost gave them. Linux only (/proc). Usage: benchmarks/apphost.sh [repetitions] [Debug|Release]
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
repetitions=${1:-5}
configuration=${2:-Release}
port=${PORT:-18080}
apphost=DeploymentFlex.AppHost/bin/$configuration/net10.0/DeploymentFlex.AppHost.dll
[ -f "$apphost" ] || { echo "Build first: dotnet build DeploymentFlex.AppHost -c $configuration" >&2; exit 1; }

work=$(mktemp -d)
export FLEX_RUN_FOLDER=$work/run
started=()
stop() {
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${started[@]}"; do wait "$pid" 2>/dev/null || true; done
    started=()
    rm -rf "$work/data" "$work/run"
}

# The AppHost starts the dashboard where it finds it, so it lies elsewhere for the runs without.
dashboard=
if [ -d .flex/dashboard ]; then
    dashboard=$PWD/.flex/dashboard.aside
    mv .flex/dashboard "$dashboard"
fi
trap 'stop; rm -rf "$work"; [ -z "$dashboard" ] || mv "$dashboard" .flex/dashboard' EXIT

milliseconds() { echo $(($(date +%s%N) / 1000000)); }
pss() { cat $(printf '/proc/%s/smaps_rollup ' "$@") | awk '/^Pss:/ { sum += $2 } END { printf "%.0f", sum / 1024 }'; }
count() { grep -c "$1" "$work/run/state.json" 2>/dev/null || true; }
services() { grep -o '"pid": [0-9]*' "$work/run/state.json" | tail -n +2 | grep -o '[0-9]*'; }

# run_apphost [the dashboard's folder]
run_apphost() {
    local begin
    begin=$(milliseconds)
    ASPIRE_HOME=${1:-/none} dotnet "$apphost" --Gateway:Port "$port" --Deployment:DataPath "$work/data" > "$work/apphost.log" 2>&1 &
    started=($!)
    until [ -s "$work/run/state.json" ] && [ "$(count '"name"')" -gt 0 ] && [ "$(count '"name"')" = "$(count '"health": "Healthy"')" ]; do
        kill -0 "${started[0]}" 2>/dev/null || { cat "$work/apphost.log" >&2; exit 1; }
        sleep 0.02
    done
    elapsed=$(($(milliseconds) - begin))
    sleep 5
    memory=$(pss "${started[0]}" $(services))
    own=$(pss "${started[0]}")
}

# What the AppHost gave each service: its command, folder and environment.
record() {
    rm -rf "$work/bare"
    for pid in $(services); do
        mkdir -p "$work/bare/$pid"
        cp "/proc/$pid/environ" "/proc/$pid/cmdline" "$work/bare/$pid/"
        readlink "/proc/$pid/cwd" > "$work/bare/$pid/cwd"
    done
}

run_bare() {
    local begin url
    begin=$(milliseconds)
    for service in "$work"/bare/*; do
        cat "$service/environ" "$service/cmdline" > "$service/start"
        (cd "$(cat "$service/cwd")" && exec xargs -0 -a "$service/start" env -i > "$service/log" 2>&1 < /dev/null) &
        started+=($!)
    done
    for service in "$work"/bare/*; do
        url=$(tr '\0' '\n' < "$service/environ" | sed -n 's/^ASPNETCORE_URLS=//p')
        until curl -sfo /dev/null "$url/ready"; do sleep 0.02; done
    done
    elapsed=$(($(milliseconds) - begin))
    sleep 5
    # xargs waits for its one child, which is the service.
    started=($(for pid in "${started[@]}"; do pgrep -P "$pid"; done))
    memory=$(pss "${started[@]}")
}

printf '%-15s %16s %12s %16s\n' run 'all healthy, ms' 'PSS, MiB' 'of it AppHost'
for ((i = 1; i <= repetitions; i++)); do
    run_apphost
    printf '%-15s %16s %12s %16s\n' AppHost "$elapsed" "$memory" "$own"
    record
    stop
    if [ -n "$dashboard" ]; then
        run_apphost "$dashboard"
        printf '%-15s %16s %12s %16s\n' 'with dashboard' "$elapsed" "$memory" "$own"
        stop
    fi
    run_bare
    printf '%-15s %16s %12s %16s\n' bare "$elapsed" "$memory" -
    stop
done
