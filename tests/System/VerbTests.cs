using System.Diagnostics;
using System.Text.Json;

namespace DeploymentFlex.System.Tests;

/// <summary><c>./flex doctor</c> and <c>./flex journal</c> as a user runs them: the services' own programs answer.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flex-verbs-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Doctor_says_whether_every_service_would_start()
    {
        var (exitCode, output, error) = await FlexAsync(["doctor", "--json"]);
        exitCode.ShouldBe(0, output + error);
        using var sound = JsonDocument.Parse(output);
        sound.RootElement.GetProperty("wouldStart").GetBoolean().ShouldBeTrue();
        output.ShouldContain("evidence");

        (exitCode, output, error) = await FlexAsync(["doctor"], ("Layers__Files__Chain", "nowhere"));
        exitCode.ShouldBe(1, output + error);
        (output + error).ShouldContain("there is no provider named 'nowhere' in this process");
        (output + error).ShouldContain("A start would not succeed: evidence");
    }

    [Fact]
    public async Task Journal_lists_what_waits_and_names_a_file_that_cannot_be_read()
    {
        (string, string)[] settings = [("Layers__Telemetry__Chain", "otlp,journal"), ("Layers__Telemetry__otlp__Endpoint", "http://127.0.0.1:1")];
        var (exitCode, output, error) = await FlexAsync(["journal", "list"], settings);
        exitCode.ShouldBe(0, output + error);
        output.ShouldContain("cases: telemetry: nothing waits");
        output.ShouldContain("evidence: files: nothing waits");

        var damaged = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "telemetry")).FullName, "cases.journal");
        await File.WriteAllTextAsync(damaged, "this is no journal", Token);
        (exitCode, output, error) = await FlexAsync(["journal", "list"], settings);
        exitCode.ShouldBe(1, output + error);
        (output + error).ShouldContain($"cases: telemetry: cannot be read: The file '{damaged}' is damaged");
        output.ShouldContain("evidence: files: nothing waits");
    }

    private async Task<(int ExitCode, string Output, string Error)> FlexAsync(IEnumerable<string> words, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "flex.dll"), .. words, .. Repository.NoBuild])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["Deployment__DataPath"] = _folder, ["DEPLOYMENT_MODE"] = "development" },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var flex = Process.Start(start)!;
        var error = flex.StandardError.ReadToEndAsync(Token);
        var output = await flex.StandardOutput.ReadToEndAsync(Token);
        await flex.WaitForExitAsync(Token);
        return (flex.ExitCode, output, await error);
    }
}
