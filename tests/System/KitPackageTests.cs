using System.Diagnostics;
using System.Text.RegularExpressions;

namespace DeploymentFlex.System.Tests;

/// <summary>A user's project that has nothing but the packages: made of docs/testing-kits.md.</summary>
public sealed partial class KitPackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flex-kits-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Feed => Path.Combine(_folder, "feed");

    private string Project => Path.Combine(_folder, "project");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_pages_project_builds_from_the_packages_alone_and_its_tests_pass()
    {
        await RunAsync(Repository.Root, "pack", "DeploymentFlex.sln", "--no-build", "--nologo", "-c", Repository.Configuration, "-o", Feed);
        Directory.EnumerateFiles(Feed, "DeploymentFlex.Conformance.*.nupkg").Count().ShouldBe(1);

        await WriteProjectAsync();
        var output = await RunAsync(Project, "run");
        var summary = Summary().Match(output);
        summary.Success.ShouldBeTrue(output);
        int.Parse(summary.Groups["total"].Value, null).ShouldBeGreaterThanOrEqualTo(7);
        (summary.Groups["failed"].Value, summary.Groups["skipped"].Value).ShouldBe(("0", "0"));
    }

    private async Task WriteProjectAsync()
    {
        Directory.CreateDirectory(Project);
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "testing-kits.md"), Token);
        foreach (var (i, block) in Block().Matches(page).Index())
        {
            var name = block.Groups["language"].Value is "xml" ? "Kits.csproj" : $"File{i}.cs";
            await File.WriteAllTextAsync(Path.Combine(Project, name), block.Groups["text"].Value, Token);
        }

        await File.WriteAllTextAsync(Path.Combine(Project, "nuget.config"), $"""
            <configuration><packageSources><add key="kits" value="{Feed}" /></packageSources></configuration>
            """, Token);
    }

    private async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // Nothing of these packages stays in the user's cache; what the others hold comes from there.
        start.Environment["RestorePackagesPath"] = Path.Combine(_folder, "packages");
        start.Environment["RestoreFallbackFolders"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

        // A partial copy of the public source has some versions and lacks others, which is no fault of the packages.
        start.Environment["NoWarn"] = "NU1603;NU1605;NU1608";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Token);
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        process.ExitCode.ShouldBe(0, output + await error);
        return output;
    }

    [GeneratedRegex("```(?<language>xml|csharp)\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"Total: (?<total>\d+), Errors: 0, Failed: (?<failed>\d+), Skipped: (?<skipped>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Summary();
}
