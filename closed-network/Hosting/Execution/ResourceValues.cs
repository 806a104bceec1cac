using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Execution;

/// <summary>Works out the arguments and environment variables of a resource.</summary>
internal static class ResourceValues
{
    public static async Task<Dictionary<string, string>> EnvironmentAsync(
        IResource resource, IServiceProvider services, CancellationToken cancellationToken)
    {
        var execution = services.GetRequiredService<DistributedApplicationExecutionContext>();
        var context = new EnvironmentCallbackContext(execution, resource, cancellationToken: cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context);
        }

        var resolved = new Dictionary<string, string>(StringComparer.Ordinal);
        var shown = new List<EnvironmentVariableSnapshot>();
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            // An optional connection string that is not there leaves no variable behind.
            if (await ResolveAsync(value, cancellationToken) is { } text)
            {
                resolved[name] = text;
                shown.Add(new(name, Secrets.Show(name, value, text), IsFromSpec: true));
            }
        }

        await PublishAsync(resource, services, snapshot => snapshot with { EnvironmentVariables = [.. shown] });
        return resolved;
    }

    public static async Task<List<string>> ArgumentsAsync(IResource resource, IServiceProvider services, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], resource, cancellationToken)
        {
            ExecutionContext = services.GetRequiredService<DistributedApplicationExecutionContext>(),
            Logger = services.GetRequiredService<ResourceLoggerService>().GetLogger(resource),
        };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context);
        }

        var resolved = new List<string>();
        foreach (var argument in context.Args)
        {
            resolved.Add(await ResolveAsync(argument, cancellationToken) ?? "");
        }

        string[] shown = [.. context.Args.Zip(resolved, Secrets.Show)];
        await PublishAsync(resource, services, snapshot => snapshot with
        {
            Properties = snapshot.Properties.With([new("executable.args", shown) { IsSensitive = true }]),
        });
        return resolved;
    }

    private static Task PublishAsync(
        IResource resource, IServiceProvider services, Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        services.GetRequiredService<ResourceNotificationService>().PublishUpdateAsync(resource, change);

    private static async ValueTask<string?> ResolveAsync(object value, CancellationToken cancellationToken) => value switch
    {
        IValueProvider provider => await provider.GetValueAsync(cancellationToken),
        IResourceBuilder<IResource> { Resource: IValueProvider provider } => await provider.GetValueAsync(cancellationToken),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
