using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Execution;

/// <summary>Writes the connection string of one resource, and its parts, into the environment of another.</summary>
internal static class ConnectionReferences
{
    public static void AddTo(EnvironmentCallbackContext context, IResourceWithConnectionString source, string connectionName, bool optional)
    {
        var variables = context.EnvironmentVariables;
        variables[source.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{connectionName}"] = new ConnectionStringReference(source, optional);

        var prefix = connectionName.Length == 0 ? "" : $"{ServiceReferences.EncodeName(connectionName)}_";
        var added = source.Annotations.OfType<ConnectionPropertyAnnotation>().Select(static part => KeyValuePair.Create(part.Name, part.Value));
        foreach (var (name, value) in source.GetConnectionProperties().Concat(added))
        {
            variables[prefix + name.ToUpperInvariant()] = value;
        }
    }
}
