#!/usr/bin/env bash
# How long from the save of a source file to its change being served, under `./flex up --watch`: in a service's C#, and in
# a page of the console. Each number is one save, in milliseconds, as a client of the service sees it that asks all the time.
# Changes two files of this checkout and puts them back. Usage: benchmarks/watch.sh [saves] (PORT: the gateway's, 18080)
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
saves=${1:-5}
port=${PORT:-18080}
source=services/Cases/Endpoints/CaseEndpoints.cs
page=services/Console/Components/Pages/Cases.razor

work=$(mktemp -d)
cp --preserve=timestamps "$source" "$work/source"
cp --preserve=timestamps "$page" "$work/page"
restore() {
    cp --preserve=timestamps "$work/source" "$source"
    cp --preserve=timestamps "$work/page" "$page"
    ./flex down > /dev/null
    rm -rf "$work"
}
trap restore EXIT

milliseconds() { echo $(($(date +%s%N) / 1000000)); }

# save <file> <what to replace> <new text> <address>: waits until the address answers with the new text.
save() {
    local begin
    sed "s|$2|$3|" "$work/$(if [ "$1" = "$source" ]; then echo source; else echo page; fi)" > "$work/next"
    begin=$(milliseconds)
    cp "$work/next" "$1"
    until curl -s --max-time 2 "$4" | grep -qF "$3"; do
        [ $(($(milliseconds) - begin)) -lt 30000 ] || { echo "not live after 30 s" >&2; exit 1; }
        sleep 0.02
    done
    echo $(($(milliseconds) - begin))
}

./flex up --watch --detach --port "$port" > "$work/up.log" 2>&1 || { cat "$work/up.log" >&2; exit 1; }
until grep -q "Watching .* projects" .flex/run/apphost.log; do
    ! grep -A1 "watched no longer" .flex/run/apphost.log >&2 || exit 1
    sleep 0.2
done

address_of() { grep -A8 "\"name\": \"$1\"" .flex/run/state.json | grep -o 'http://[^"]*' | head -1; }
missing=$(address_of cases)/api/cases/00000000-0000-7000-8000-000000000000
cases=$(address_of console)/cases
printf '%-28s' 'a service (Cases, C#), ms'
for ((i = 1; i <= saves; i++)); do printf ' %6s' "$(save "$source" 'There is no case' "There is no case number $i," "$missing")"; done
printf '\n%-28s' 'a page (Console, Razor), ms'
for ((i = 1; i <= saves; i++)); do printf ' %6s' "$(save "$page" '<h1>Cases</h1>' "<h1>Cases $i</h1>" "$cases")"; done
printf '\n'
