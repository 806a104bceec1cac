using System.Text;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Isolation;
using RabbitMQ.Client;

namespace DeploymentFlex.Jobs.RabbitMQ;

/// <summary>Looks at what the queue needs of its server, from the way there to the right to declare queues.</summary>
internal sealed class RabbitMqExam(RabbitMqOptions options)
{
    private const string Section = "Layers:Jobs:rabbitmq";

    // The oldest that it was tried on.
    private static readonly Version s_oldest = new(3, 10);

    /// <summary>Adds what it saw. Nothing is left on the server.</summary>
    public async ValueTask RunAsync(CheckList checks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checks);
        IConnection? connection = null;
        try
        {
            var server = ((INamesEndpoints)options).Endpoints.Single();
            if (!await EndpointChecks.ConnectAsync(checks, server.Host, server.Port, $"{Section}:Url", cancellationToken)
                || !await checks.RunAsync(
                    CheckNames.Credentials,
                    $"Correct the user, password or virtual host of {Section}:Url, or create them.",
                    async token =>
                    {
                        connection = await RabbitMqConnections.OpenAsync(options, token);
                        return "accepted";
                    },
                    cancellationToken))
            {
                return;
            }

            await checks.RunAsync(
                CheckNames.Permissions,
                $"Give the user the rights to configure, write and read {options.Queue}.*",
                token => TryAsync(connection!, token),
                cancellationToken);
            checks.Add(Check.Version("RabbitMQ", VersionOf(connection!), s_oldest));
        }
        finally
        {
            if (connection is not null)
            {
                await RabbitMqConnections.EndAsync(connection);
            }
        }
    }

    private async ValueTask<string> TryAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var name = $"{options.Queue}.check-{Guid.NewGuid():N}";
        var quorum = new Dictionary<string, object?>(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" };
        await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, quorum, cancellationToken: cancellationToken);
        await channel.QueueDeleteAsync(name, ifUnused: false, ifEmpty: false, cancellationToken: cancellationToken);
        return "declares and deletes quorum queues";
    }

    private static string VersionOf(IConnection connection) =>
        connection.ServerProperties is { } properties && properties.TryGetValue("version", out var version) && version is byte[] bytes
            ? Encoding.UTF8.GetString(bytes)
            : string.Empty;
}
