using System.Runtime.CompilerServices;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Journals;

namespace DeploymentFlex.Layers.Tests.Core.Journals;

public class JournalVerbTests
{
    private readonly WaitingNotes _notes = new();

    [Fact]
    public async Task What_waits_is_listed_shown_sent_and_dropped()
    {
        (await RunAsync("list")).ShouldBe((0, "notes  a  2026-11-21 09:00:00Z  a note, 3 bytes|notes  b  2026-11-21 09:00:00Z  a note, 3 bytes|notes: 2 entries, 6 bytes"));
        (await RunAsync("show", "notes", "b")).ShouldBe((0, "note b"));
        (await RunAsync("discard", "notes", "b")).ShouldBe((0, "notes: 1 discarded"));
        (await RunAsync("replay", "notes")).ShouldBe((0, "notes: 1 sent"));
        (await RunAsync("list", "notes")).ShouldBe((0, "notes: nothing waits"));
        (await RunAsync("discard", "notes", "--all")).ShouldBe((0, "notes: 0 discarded"));
    }

    [Fact]
    public async Task What_cannot_be_done_is_told_with_another_exit_code()
    {
        (await RunAsync("show", "notes", "c")).ShouldBe((1, "notes: there is no entry 'c'"));
        (await RunAsync("discard", "notes", "c")).ExitCode.ShouldBe(1);
        _notes.Fault = new IOException("open in another process");
        (await RunAsync("discard", "notes", "--all")).ShouldBe((1, "open in another process"));
        _notes.Fault = new SettingsException("Layers:Files:Spool:Path: open in another process");
        (await RunAsync("discard", "notes", "--all")).ShouldBe((1, "Layers:Files:Spool:Path: open in another process"));
    }

    [Fact]
    public async Task A_journal_whose_target_is_away_keeps_no_other_from_being_sent()
    {
        var other = new WaitingNotes { Name = "other", Fault = new HttpRequestException("refused") };
        (await RunAsync([other, _notes], "replay")).ShouldBe((1, "other: not sent: refused|notes: 2 sent"));
        (await RunAsync([other], "list")).Text.ShouldEndWith("other: 2 entries, 6 bytes");
    }

    [Theory]
    [InlineData("", "Allowed: list")]
    [InlineData("discard notes", "discard <journal> --all")]
    [InlineData("list nots", "Known: notes")]
    public async Task A_wrong_word_is_answered_with_those_that_are_allowed(string words, string answer) =>
        (await Should.ThrowAsync<VerbUsageException>(() => RunAsync(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)))).Message.ShouldContain(answer);

    private Task<(int ExitCode, string Text)> RunAsync(params string[] words) => RunAsync([_notes], words);

    private static async Task<(int ExitCode, string Text)> RunAsync(IReadOnlyList<IJournal> journals, params string[] words)
    {
        using var output = new StringWriter { NewLine = "|" };
        var exitCode = await new JournalVerb(journals).RunAsync(words, output, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString().TrimEnd('|'));
    }

    private sealed class WaitingNotes : IJournal
    {
        private readonly List<string> _ids = ["a", "b"];

        public Exception? Fault { get; set; }

        public string Name { get; init; } = "notes";

        public async IAsyncEnumerable<JournalEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            foreach (var id in _ids)
            {
                yield return new JournalEntry(id, new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero), "a note", 3);
            }
        }

        public ValueTask<string?> ShowAsync(string id, CancellationToken cancellationToken) => new(_ids.Contains(id) ? $"note {id}" : null);

        public ValueTask<int> ReplayAsync(CancellationToken cancellationToken) => DiscardAsync(null, cancellationToken);

        public ValueTask<int> DiscardAsync(string? id, CancellationToken cancellationToken) =>
            Fault is not null ? ValueTask.FromException<int>(Fault) : new(_ids.RemoveAll(one => id is null || one == id));
    }
}
