using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Conformance.Table;

/// <inheritdoc/>
/// <typeparam name="TServer">The server that the class runs against.</typeparam>
public sealed class ConformsAttribute<TServer>(string layer, string provider) : ConformsAttribute(layer, provider)
    where TServer : INamedServer
{
    public override string? Server => TServer.Product;

    public override string? ServerVersion => TServer.Version;
}
