using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure;

/// <summary>A value that is known once a Bicep module has been deployed.</summary>
public sealed class BicepOutputReference(string name, AzureBicepResource resource) : IExpressionValue, IValueWithReferences
{
    public string Name { get; } = name;

    public AzureBicepResource Resource { get; } = resource;

    public string ValueExpression => $"{{{Resource.Name}.outputs.{Name}}}";

    IEnumerable<object> IValueWithReferences.References => [Resource];

    /// <exception cref="DistributedApplicationException">Always: nothing is provisioned by a run.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        throw new DistributedApplicationException(
            $"'{Resource.Name}' is a resource of Azure, which a run does not provision. Give its connection string instead: ConnectionStrings__{Resource.Name}.");
}
