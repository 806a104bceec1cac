using System.Text;
using DeploymentFlex.Telemetry;
using DeploymentFlex.Telemetry.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Telemetry;

/// <summary>What the collector confirmed it is not sent again, whatever became of the process.</summary>
public sealed class JournalProgressTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flex-progress-").FullName;
    private readonly List<string> _sent = [];
    private JournalFile? _file;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Own => Path.Combine(_folder, "own.journal");

    public async ValueTask DisposeAsync()
    {
        await (_file?.DisposeAsync() ?? default);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_next_process_goes_on_where_the_collector_went_away()
    {
        await WriteAsync("first", "second", "third", "fourth");
        await Should.ThrowAsync<TelemetryExportException>(() => ReplayAsync(until: "third", new TelemetryExportException("away")));
        JournalFile.Read(Own).Select(Text).ShouldBe(["third", "fourth"], "these wait");

        await ReopenAsync();
        _file!.WasInterrupted.ShouldBeFalse();
        await ReplayAsync();
        _sent.ShouldBe(["first", "second", "third", "fourth"]);
        JournalFile.Read(Own).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_was_killed_sends_again_at_most_what_was_on_its_way_and_says_so()
    {
        await WriteAsync("first", "second", "third");
        await Should.ThrowAsync<OperationCanceledException>(() => ReplayAsync(until: "second", new OperationCanceledException()));

        // As the disk has it at this moment, and nothing of what a process does when it ends.
        var killed = Path.Combine(_folder, "killed.journal");
        File.Copy(Own, killed);
        File.Copy(SentMark.PathOf(Own), SentMark.PathOf(killed));
        await using var next = JournalFile.Open(killed, 1 << 20, NullLogger.Instance);
        next.WasInterrupted.ShouldBeTrue();
        _sent.Clear();
        await next.ReplayAsync(SendAsync, Token);
        _sent.ShouldBe(["second", "third"]);
    }

    [Fact]
    public async Task A_mark_of_what_is_not_there_any_more_skips_nothing()
    {
        await WriteAsync("first", "second", "third");
        await Should.ThrowAsync<TelemetryExportException>(() => ReplayAsync(until: "third", new TelemetryExportException("away")));
        var mark = await File.ReadAllBytesAsync(SentMark.PathOf(Own), Token);
        await ReplayAsync();
        await WriteAsync("fourth", "fifth", "sixth");
        await File.WriteAllBytesAsync(SentMark.PathOf(Own), mark, Token);

        await ReopenAsync();
        JournalFile.Read(Own).Count.ShouldBe(3);
        await ReplayAsync();
        _sent.ShouldBe(["first", "second", "third", "fourth", "fifth", "sixth"]);
    }

    private static string Text(TelemetryRecord record) => Encoding.ASCII.GetString(record.Message.Span);

    private async Task WriteAsync(params string[] texts)
    {
        _file ??= JournalFile.Open(Own, 1 << 20, NullLogger.Instance);
        foreach (var text in texts)
        {
            await _file.AppendAsync(new TelemetryRecord(TelemetrySignal.Logs, DateTimeOffset.UnixEpoch, Encoding.ASCII.GetBytes(text)));
        }
    }

    private async Task ReopenAsync()
    {
        await _file!.DisposeAsync();
        _file = JournalFile.Open(Own, 1 << 20, NullLogger.Instance);
    }

    private Task<int> ReplayAsync(string? until = null, Exception? failure = null) =>
        _file!.ReplayAsync((record, token) => Text(record) == until ? throw failure! : SendAsync(record, token), Token);

    private Task SendAsync(TelemetryRecord record, CancellationToken cancellationToken)
    {
        _sent.Add(Text(record));
        return Task.CompletedTask;
    }
}
