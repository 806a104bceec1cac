using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Execution;

/// <summary>Writes the lines of all resources to the console, each behind its resource's name; in colour on a terminal.</summary>
internal sealed class ConsoleLog(DistributedApplicationModel model, ResourceLoggerService logs) : IHostedService
{
    private static readonly string[] s_colours = ["36", "33", "32", "35", "34", "96", "93", "92", "95", "94"];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var coloured = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var width = model.Resources.Select(static resource => resource.Name.Length).DefaultIfEmpty().Max();
        foreach (var (index, resource) in model.Resources.Index())
        {
            var prefix = $"{resource.Name.PadRight(width)} | ";
            if (coloured)
            {
                prefix = $"\e[{s_colours[index % s_colours.Length]}m{prefix}\e[0m";
            }

            logs.LogOf(resource.Name).Written = (line, _) => Console.Out.WriteLine(prefix + line);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
