using System.Text.Json;
using DeploymentFlex.Cli.Run;

namespace DeploymentFlex.Cli.Tests.Run;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryRepository _clone = new();

    // The command line of this process names this folder, as an AppHost's names its repository.
    private static readonly string OwnFolder = Path.GetDirectoryName(typeof(RunFolderTests).Assembly.Location)!;

    [Fact]
    public void The_documented_state_is_read()
    {
        _clone.Write(".flex/run/state.json", """
            { "pid": 4711, "startedAt": "2026-11-20T10:00:00Z", "mode": "development", "feed": "closed", "dashboard": null,
              "resourceService": "http://localhost:15080", "resourceServiceKey": "secret",
              "gateway": "http://localhost:8080", "console": "http://localhost:8080/", "somethingNew": 1 }
            """);

        var state = Folder().ReadState().ShouldNotBeNull();

        state.Gateway.ShouldBe("http://localhost:8080");
        state.ResourceService.ShouldBe("http://localhost:15080");
        state.ResourceServiceKey.ShouldBe("secret");
    }

    [Fact]
    public void Without_a_file_or_with_half_a_file_there_is_no_state()
    {
        Folder().ReadState().ShouldBeNull();

        _clone.Write(".flex/run/state.json", "{ \"pid\": 47");

        Folder().ReadState().ShouldBeNull();
    }

    [Fact]
    public void A_process_that_runs_and_started_before_its_note_is_the_one()
    {
        WriteState(Environment.ProcessId, DateTimeOffset.UtcNow);

        Folder(OwnFolder).ReadRunning().ShouldNotBeNull();
    }

    [Fact]
    public void A_process_that_started_after_the_note_has_only_got_its_number()
    {
        WriteState(Environment.ProcessId, DateTimeOffset.UtcNow.AddDays(-1));

        Folder(OwnFolder).ReadRunning().ShouldBeNull();
    }

    [Fact]
    public void A_process_of_another_clone_is_not_ours()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "command lines of other processes are read on Linux only");
        WriteState(Environment.ProcessId, DateTimeOffset.UtcNow);

        Folder("/somewhere/else").ReadRunning().ShouldBeNull();
    }

    [Fact]
    public void An_AppHost_that_says_it_stopped_does_not_run()
    {
        WriteState(Environment.ProcessId, DateTimeOffset.UtcNow, stoppedAt: DateTimeOffset.UtcNow);

        Folder(OwnFolder).ReadRunning().ShouldBeNull();
    }

    [Fact]
    public void A_number_that_no_process_has_is_stale()
    {
        WriteState(int.MaxValue, DateTimeOffset.UtcNow);

        Folder(OwnFolder).ReadRunning().ShouldBeNull();
    }

    public void Dispose() => _clone.Dispose();

    private RunFolder Folder(string? repositoryRoot = null) => new(_clone.Repository.RunFolder, repositoryRoot ?? _clone.Root);

    private void WriteState(int pid, DateTimeOffset startedAt, DateTimeOffset? stoppedAt = null) =>
        _clone.Write(
            ".flex/run/state.json",
            JsonSerializer.Serialize(new RunState { Pid = pid, StartedAt = startedAt, StoppedAt = stoppedAt }, FlexJson.Default.RunState));
}
