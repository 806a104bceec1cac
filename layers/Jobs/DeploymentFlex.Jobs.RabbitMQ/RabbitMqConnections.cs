using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace DeploymentFlex.Jobs.RabbitMQ;

/// <summary>Makes connections that neither mend themselves nor try again: the chain decides when to.</summary>
internal static class RabbitMqConnections
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <exception cref="RabbitMqUnavailableException">The server does not answer, or refuses the password.</exception>
    public static async Task<IConnection> OpenAsync(RabbitMqOptions options, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            Uri = options.Address,
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = TimeSpan.FromSeconds(10),
            RequestedConnectionTimeout = TimeSpan.FromSeconds(2),
            ClientProvidedName = "deploymentflex-jobs",
        };
        try
        {
            return await factory.CreateConnectionAsync(cancellationToken);
        }
        catch (BrokerUnreachableException error)
        {
            // Its own message does not say which of many reasons it was.
            throw new RabbitMqUnavailableException($"RabbitMQ does not answer: {error.InnerException?.Message ?? error.Message}", error);
        }
    }

    /// <summary>
    /// Ends a connection. With its server gone the client can take long for that, or fail; it has a second and no say: whoever
    /// connects anew must not wait for it, and the server ends by itself what it is not told to.
    /// </summary>
    public static async Task EndAsync(IConnection connection) =>
        await connection.DisposeAsync().AsTask().WaitAsync(s_patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
