# Runs PostgreSQL: makes its data at the first start, and ends it quickly when asked to end.
# Arguments: the folder of PostgreSQL's programs, the server's own folder, the port, the database.
set -eu
programs=$1 folder=$2 port=$3 database=$4
umask 077
cd "$folder"
echo "Its data is in $folder/data."

# Made under another name first, so that what is there under this name is complete.
if [ ! -e data ]; then
    rm -rf new
    "$programs/initdb" --pgdata=new --username=postgres --pwfile=password --auth=scram-sha-256 --encoding=UTF8 --no-locale >/dev/null
    echo "CREATE DATABASE $database" | "$programs/postgres" --single -D new postgres >/dev/null
    mv new data
    echo "The database is made."
fi

# An earlier server may still be ending. Its number may by now be another program's, which PostgreSQL cannot tell apart.
if [ -f data/postmaster.pid ]; then
    read -r earlier <data/postmaster.pid
    turn=0
    while [ "$turn" -lt 50 ] && ps -o comm= -p "$earlier" 2>/dev/null | grep -q postgres; do
        turn=$((turn + 1))
        sleep 0.1
    done
    ps -o comm= -p "$earlier" 2>/dev/null | grep -q postgres || rm -f data/postmaster.pid
fi

# SIGINT is PostgreSQL's fast shutdown; at SIGTERM it would wait until every client has gone.
trap 'kill -INT "$server" 2>/dev/null || :' TERM INT
"$programs/postgres" -D data -p "$port" -c listen_addresses=localhost -c unix_socket_directories= &
server=$!
while :; do
    status=0
    wait "$server" || status=$?
    kill -0 "$server" 2>/dev/null || exit "$status"
done
