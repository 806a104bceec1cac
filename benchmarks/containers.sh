#!/usr/bin/env bash
# Container realizations on a real engine: the AppHost starts Redis and PostgreSQL as containers and hands them over; they
# are gone after a stop and after kill -9, and their data is there at the next start. Prints one line a step.
#
#   sudo benchmarks/containers.sh
#
# Needs root, dockerd and mmdebstrap (Debian: docker.io, mmdebstrap), psql and a build. The engine is a private one, and
# the images are stand-ins under the names that the AppHost asks for, made of Debian's packages: no registry is needed.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
apphost=$root/DeploymentFlex.AppHost/bin/Debug/net10.0/DeploymentFlex.AppHost.dll
work=$(mktemp -d)
export DOCKER_HOST=unix://$work/docker.sock HOME=$work/home FLEX_RUN_FOLDER=$work/run Deployment__DataPath=$work/data
mkdir -p "$HOME"
pid=

finish() {
  [ -z "$pid" ] || kill -KILL "$pid" 2>/dev/null || :
  [ ! -f "$work/docker.pid" ] || { kill "$(cat "$work/docker.pid")"; while [ -f "$work/docker.pid" ]; do sleep 0.2; done; }
  rm -rf "$work"
}
trap finish EXIT

say() { printf '%-60s %s\n' "$1" "$2"; }
fail() { echo "FAILED: $1" >&2; tail -20 "$work/apphost.log" >&2; exit 1; }
seconds() { awk -v from="$1" -v to="$(date +%s.%N)" 'BEGIN { printf "%.1f s", to - from }'; }
within() { # seconds, what, command...
  local until=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [ "$SECONDS" -lt "$until" ] || fail "not in time: $what"
    sleep 0.2
  done
}
state() { python3 -c 'import json,sys; [print(r["name"], r["state"], r["health"], r.get("pid") or "-") for r in json.load(open(sys.argv[1]))["resources"]]' "$work/run/state.json" 2>/dev/null; }
healthy() { local lines; lines=$(state) && [ "$(wc -l <<<"$lines")" -ge 10 ] && ! grep -qv ' Running Healthy ' <<<"$lines"; }
containers() { docker ps --all --quiet --filter label=flex.run; }
docker_answers() { docker ps >/dev/null 2>&1; }
none() { [ -z "$(containers)" ]; }
start() { rm -rf "$work/run"; dotnet "$apphost" --Gateway:Port 18990 --cache container --data container --vectors container "$@" >"$work/apphost.log" 2>&1 & pid=$!; }
# Asks the database as a service does: with what that service was given.
query() {
  local given
  given=$(tr '\0' '\n' <"/proc/$(state | awk '$1 == "cases" { print $4 }')/environ" | sed -n 's/^ConnectionStrings__data=//p')
  field() { sed -n "s/.*$1=\([^;]*\).*/\1/p" <<<"$given"; }
  PGPASSWORD=$(field Password) psql -h "$(field Host)" -p "$(field Port)" -U "$(field Username)" -d "$(field Database)" -wAtc "$1"
}

dockerd --data-root "$work/docker" --exec-root "$work/exec" --pidfile "$work/docker.pid" --host "$DOCKER_HOST" >"$work/dockerd.log" 2>&1 &
within 30 "the engine starts" docker_answers

from=$(date +%s.%N)
cat >"$work/entrypoint.sh" <<'SCRIPT'
#!/bin/sh
set -e
PATH=$(echo /usr/lib/postgresql/*/bin):$PATH
data=/var/lib/postgresql/data
if [ "$(id -u)" = 0 ]; then
  chown -R postgres: "$data"
  exec setpriv --reuid=postgres --regid=postgres --clear-groups "$0"
fi
if [ ! -e "$data/PG_VERSION" ]; then
  password=$(mktemp)
  echo "$POSTGRES_PASSWORD" >"$password"
  initdb -D "$data" -U "$POSTGRES_USER" --pwfile="$password" --auth=scram-sha-256 >/dev/null
  rm "$password"
  echo "CREATE DATABASE $POSTGRES_DB" | postgres --single -D "$data" postgres >/dev/null
  echo "host all all all scram-sha-256" >>"$data/pg_hba.conf"
fi
exec postgres -D "$data" -c "listen_addresses=*" -c unix_socket_directories=
SCRIPT
chmod 755 "$work/entrypoint.sh"
mmdebstrap --quiet --variant=minbase --include=redis-server,postgresql \
  --customize-hook="copy-in $work/entrypoint.sh /usr/local/bin" \
  --customize-hook='mkdir -p "$1/var/lib/postgresql/data"' bookworm "$work/image.tar"
docker import --change 'ENTRYPOINT ["/usr/local/bin/entrypoint.sh"]' "$work/image.tar" pgvector/pgvector:pg17 >/dev/null
docker tag pgvector/pgvector:pg17 redis:8.6
rm "$work/image.tar"
say "stand-in images" "$(seconds "$from")"

from=$(date +%s.%N)
start
within 120 "everything is healthy" healthy
say "all healthy, with two containers" "$(seconds "$from")"
[ "$(containers | wc -l)" = 2 ] || fail "there are not two containers"
password=$(sed -n 's/.*"Parameters:postgres-password": "\(.*\)".*/\1/p' "$HOME"/.microsoft/usersecrets/*/secrets.json)
[ -n "$password" ] || fail "the password is not kept"
! ps -eo args | grep -vF grep | grep -qF -- "$password" || fail "a password is on a command line"
query "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('yes')" >/dev/null || fail "the database takes no row"

from=$(date +%s.%N)
kill -TERM "$pid"
wait "$pid" || fail "the stop failed"
none || fail "a container is left after a stop"
say "stopped, no container left" "$(seconds "$from")"

start
within 120 "everything is healthy again" healthy
[ "$(query 'SELECT word FROM kept')" = yes ] || fail "the row is gone"
say "started again, the row is there" ""
from=$(date +%s.%N)
kill -KILL "$pid"
wait "$pid" 2>/dev/null || :
within 20 "containers are gone after kill -9" none
say "killed with -9, no container left" "$(seconds "$from")"

start
within 120 "everything is healthy after kill -9" healthy
[ "$(query 'SELECT word FROM kept')" = yes ] || fail "the row is gone after kill -9"
say "started again, the row is there" ""
kill -TERM "$pid"
wait "$pid" || fail "the stop failed"

DOCKER_HOST=unix://$work/nothing.sock start
within 30 "the missing engine is told" grep -q 'cache does not run. It needs a container engine' "$work/apphost.log"
kill -TERM "$pid"
wait "$pid" || fail "the stop failed"
say "without an engine" "$(grep -o 'cache does not run.*' "$work/apphost.log")"
pid=
