using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Hosting;

/// <summary>A folder for what a test's run leaves: made for its owner alone, and removed when everything has stopped.</summary>
internal static class TemporaryFolder
{
    public static void Add(IDistributedApplicationEventing eventing, string path) => eventing.Subscribe<BeforeStartEvent>((start, _) =>
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        // Called after those who subscribe later, whose last words go into the folder.
        start.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(() => Directory.Delete(path, recursive: true));
        return Task.CompletedTask;
    });
}
