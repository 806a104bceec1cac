using System.Diagnostics;
using System.Text.Json;

namespace DeploymentFlex.TestSupport;

/// <summary>Garnet, Microsoft's Redis-compatible server, from the repository's tool manifest.</summary>
public sealed class GarnetServer : TestServer, INamedServer
{
    private const string Tool = "garnet-server";

    private readonly string _assembly = Restore();

    public static string Product => "Garnet";

    public static string Version
    {
        get
        {
            using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Clone.Root, ".config", "dotnet-tools.json")));
            return manifest.RootElement.GetProperty("tools").GetProperty(Tool).GetProperty("version").GetString()!;
        }
    }

    // Started as an assembly: 'dotnet tool run' would put a process in between, which a signal ends alone.
    protected override ProcessStartInfo CreateStart() => new("dotnet", [_assembly, "--port", $"{Port}", "--bind", Host, "--lua"]);

    private static string Restore()
    {
        using var restore = Process.Start(new ProcessStartInfo("dotnet", ["tool", "restore"])
        {
            WorkingDirectory = Clone.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _ = restore.StandardError.ReadToEndAsync();
        var output = restore.StandardOutput.ReadToEnd();
        restore.WaitForExit();

        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return restore.ExitCode == 0
            ? Directory.GetFiles(Path.Combine(packages, Tool, Version), "GarnetServer.dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last()
            : throw new InvalidOperationException($"dotnet tool restore: {output}");
    }
}
