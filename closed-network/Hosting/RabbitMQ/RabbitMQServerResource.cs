namespace Aspire.Hosting.ApplicationModel;

/// <summary>A RabbitMQ server in a container.</summary>
public class RabbitMQServerResource(string name, ParameterResource? userName, ParameterResource password)
    : ContainerResource(name), IResourceWithConnectionString
{
    internal const string EndpointName = "tcp";
    private const string DefaultUser = "guest";

    public EndpointReference PrimaryEndpoint => new(this, EndpointName);

    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    /// <summary>The user's name; null for <c>guest</c>.</summary>
    public ParameterResource? UserNameParameter { get; } = userName;

    public ReferenceExpression UserNameReference => UserNameParameter is { } user
        ? ReferenceExpression.Create($"{user}")
        : ReferenceExpression.Create($"{DefaultUser}");

    public ParameterResource PasswordParameter { get; } = password;

    /// <summary>The same as <see cref="UriExpression"/>.</summary>
    public ReferenceExpression ConnectionStringExpression => UriExpression;

    /// <summary>For example <c>amqp://guest:…@localhost:5672</c>.</summary>
    public ReferenceExpression UriExpression => UserNameParameter is { } user
        ? ReferenceExpression.Create($"amqp://{user:uri}:{PasswordParameter:uri}@{Host}:{Port}")
        : ReferenceExpression.Create($"amqp://{DefaultUser}:{PasswordParameter:uri}@{Host}:{Port}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties()
    {
        yield return new("Host", ReferenceExpression.Create($"{Host}"));
        yield return new("Port", ReferenceExpression.Create($"{Port}"));
        yield return new("Username", ReferenceExpression.Create($"{UserNameReference}"));
        yield return new("Password", ReferenceExpression.Create($"{PasswordParameter}"));
        yield return new("Uri", UriExpression);
    }
}
