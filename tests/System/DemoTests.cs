using System.Diagnostics;
using System.Text.RegularExpressions;

namespace DeploymentFlex.System.Tests;

/// <summary><c>./flex demo</c> as a user runs it, and the README, which opens with what it prints.</summary>
public sealed partial class DemoTests
{
    [Fact]
    public async Task Every_step_is_seen_and_the_README_shows_the_output()
    {
        using var demo = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "flex.dll"), "demo", .. Repository.NoBuild])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = demo.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await demo.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await demo.WaitForExitAsync(TestContext.Current.CancellationToken);
        demo.ExitCode.ShouldBe(0, output + await error);

        var shown = ReadmeBlock().Match(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"), TestContext.Current.CancellationToken));
        Steps(output).ShouldBe(Steps(shown.Groups["output"].Value));
    }

    // Times, ports and counts differ from run to run, and so does what is said while it starts.
    private static string[] Steps(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SkipWhile(static line => !line.StartsWith("0:00", StringComparison.Ordinal))
            .Select(static line => Ages().Replace(Waits().Replace(Numbers().Replace(line, "#"), ""), "(#)")),
    ];

    [GeneratedRegex(@"```\n\$ \./flex demo\n(?<output>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ReadmeBlock();

    [GeneratedRegex(@"\d+([.:]\d+)*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Numbers();

    [GeneratedRegex(" after # s$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Waits();

    [GeneratedRegex(@"\((now|# \w+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Ages();
}
