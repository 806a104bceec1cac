using System.Diagnostics;

namespace DeploymentFlex.System.Tests.Modes;

/// <summary>Applies the services' migrations by their own verb, as whoever deploys does in every mode but development.</summary>
internal static class Migrations
{
    public static async Task ApplyAsync(IReadOnlyDictionary<string, string> variables, params IEnumerable<string> services)
    {
        foreach (var service in services)
        {
            var start = new ProcessStartInfo("dotnet", [Repository.Service(service), "migrate"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Path.GetDirectoryName(Repository.Service(service)),
            };
            foreach (var (name, value) in variables)
            {
                start.Environment[name] = value;
            }

            using var migrate = Process.Start(start)!;
            var error = migrate.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await migrate.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await migrate.WaitForExitAsync(TestContext.Current.CancellationToken);
            migrate.ExitCode.ShouldBe(0, $"{service}: {output}{await error}");
        }
    }
}
