# Runs RabbitMQ, with a port mapper of its own that ends with it.
# Arguments: RabbitMQ's program, the mapper's, the server's own folder, and the ports of the server, its node and the mapper.
set -eu
program=$1 epmd=$2 folder=$3 port=$4 node=$5 mapper=$6
umask 077
cd "$folder"
export HOME="$folder"
export RABBITMQ_NODENAME=flex@localhost RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT="$port" RABBITMQ_DIST_PORT="$node"
export ERL_EPMD_PORT="$mapper" ERL_EPMD_ADDRESS=127.0.0.1
export RABBITMQ_MNESIA_BASE="$folder/data" RABBITMQ_LOG_BASE="$folder/log"
export RABBITMQ_CONFIG_FILE="$folder/rabbit" RABBITMQ_ADVANCED_CONFIG_FILE="$folder/advanced"
export RABBITMQ_ENABLED_PLUGINS_FILE="$folder/plugins" RABBITMQ_CONF_ENV_FILE="$folder/environment"
# The process that is started is the server itself then, and no script that waits for it.
export RABBITMQ_ALLOW_INPUT=1
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-noinput -kernel inet_dist_use_interface {127,0,0,1}'
echo "Its data is in $folder/data."

"$epmd" -port "$mapper" -address 127.0.0.1 &
mapping=$!
trap 'kill -TERM "$server" 2>/dev/null || :' TERM INT
"$program" &
server=$!
while :; do
    status=0
    wait "$server" || status=$?
    kill -0 "$server" 2>/dev/null || break
done
kill "$mapping" 2>/dev/null || :
exit "$status"
