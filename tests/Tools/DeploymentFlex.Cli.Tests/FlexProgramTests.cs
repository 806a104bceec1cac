using System.Reflection;

namespace DeploymentFlex.Cli.Tests;

/// <summary>The built program and the script, run as a user runs them.</summary>
public sealed class FlexProgramTests : IDisposable
{
    private static readonly string RepositoryRoot = typeof(FlexProgramTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "RepositoryRoot").Value!;

    private readonly TemporaryRepository _clone = new();

    [Fact]
    public async Task Help_lists_every_command_and_the_exit_codes()
    {
        var result = await FlexAsync("--help");

        result.ExitCode.ShouldBe(0);
        foreach (var word in new[] { "up", "status", "logs", "down", "doctor", "migrate", "journal", "demo", "test", "publish", "servers", "feed", "Exit codes" })
        {
            result.Output.ShouldContain(word);
        }
    }

    [Fact]
    public async Task Without_a_word_it_shows_its_help() => (await FlexAsync()).Output.ShouldContain("Exit codes");

    [Fact]
    public async Task A_wrong_word_is_answered_with_the_right_one_and_without_colour()
    {
        var result = await FlexAsync("stauts");

        result.ExitCode.ShouldBe(2);
        result.Output.ShouldContain("Did you mean 'status'?");
        result.Output.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task Status_as_json_is_a_document_even_when_nothing_runs()
    {
        var result = await FlexAsync("status", "--json");

        result.ExitCode.ShouldBe(3);
        System.Text.Json.JsonDocument.Parse(result.Output).RootElement.GetProperty("running").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task The_script_says_what_is_missing_when_there_is_no_SDK()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the script is for shells; Windows has flex.cmd");
        var tools = _clone.Write("empty/none", "");

        var result = await ScriptAsync(Path.GetDirectoryName(tools)!);

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain("flex needs the .NET SDK 10.0.100 or a newer 10.0");
    }

    [Fact]
    public async Task The_script_names_the_SDKs_that_are_too_old()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the script is for shells; Windows has flex.cmd");
        var old = _clone.Write("old/dotnet", "#!/bin/sh\necho '9.0.300 [/opt/dotnet/sdk]'\n");
#pragma warning disable CA1416 // Not Windows, as checked above.
        File.SetUnixFileMode(old, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416

        var result = await ScriptAsync(Path.GetDirectoryName(old)!);

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain("9.0.300 [/opt/dotnet/sdk]");
    }

    public void Dispose() => _clone.Dispose();

    private Task<ChildResult> FlexAsync(params string[] arguments) => ChildProcess.RunAsync(
        "dotnet",
        [Path.Combine(AppContext.BaseDirectory, "flex.dll"), .. arguments],
        _clone.Root,
        environment: new Dictionary<string, string>(StringComparer.Ordinal) { [Repository.RootVariable] = _clone.Root },
        cancellationToken: TestContext.Current.CancellationToken);

    // The shell's own commands lie in /bin on every Unix, and so may dotnet: links to the few that the script needs.
    private Task<ChildResult> ScriptAsync(string dotnetFolder)
    {
        var commands = Directory.CreateDirectory(Path.Combine(_clone.Root, "commands")).FullName;
        foreach (var name in new[] { "bash", "readlink", "dirname", "sed" })
        {
            File.CreateSymbolicLink(Path.Combine(commands, name), $"/usr/bin/{name}");
        }

        return ChildProcess.RunAsync(
            "/usr/bin/env",
            ["-u", "DOTNET_ROOT", $"PATH={dotnetFolder}:{commands}", $"HOME={_clone.Root}", "bash", Path.Combine(RepositoryRoot, "flex"), "--help"],
            _clone.Root,
            cancellationToken: TestContext.Current.CancellationToken);
    }
}
