using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Execution;

/// <summary>
/// Writes the lines of all resources to the console, each behind its resource's name, in colour on a terminal; or to
/// loggers, where <see cref="DistributedApplicationOptions.EnableResourceLogging"/> asks for that.
/// </summary>
internal sealed partial class ConsoleLog(
    DistributedApplicationModel model,
    ResourceLoggerService logs,
    DistributedApplicationOptions options,
    IHostEnvironment environment,
    ILoggerFactory loggers) : IHostedService
{
    private static readonly string[] s_colours = ["36", "33", "32", "35", "34", "96", "93", "92", "95", "94"];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.EnableResourceLogging)
        {
            foreach (var resource in model.Resources)
            {
                var logger = loggers.CreateLogger($"{environment.ApplicationName}.Resources.{resource.Name}");
                logs.LogOf(resource.Name).Written = (line, isError) => LogLine(logger, isError ? LogLevel.Error : LogLevel.Information, line);
            }

            return Task.CompletedTask;
        }

        var coloured = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var width = model.Resources.Select(static resource => resource.Name.Length).DefaultIfEmpty().Max();
        foreach (var (index, resource) in model.Resources.Where(static resource => resource is not DashboardResource).Index())
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

    [LoggerMessage(EventId = 1, Message = "{Line}")]
    private static partial void LogLine(ILogger logger, LogLevel level, string line);
}
