namespace DeploymentFlex.Jobs.RabbitMQ;

/// <summary>This instance does not hold the journal: the server is away, or another instance works on the queue.</summary>
public sealed class RabbitMqUnavailableException(string message, Exception? cause = null) : IOException(message, cause);
