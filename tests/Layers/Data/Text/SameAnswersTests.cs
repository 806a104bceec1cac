using System.Text.Json;
using DeploymentFlex.Conformance.Data;
using DeploymentFlex.Data;
using DeploymentFlex.Data.Text;
using DeploymentFlex.Layers.Tests.Data.Postgres;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Tests.Data.Text;

/// <summary>
/// The six logs of <c>tests/Data/loghub</c> in both text indexes, and the same questions to them. What a common word counts is
/// estimated from the first documents with it that a store comes upon, which are not quite the same ones in both.
/// </summary>
public sealed class SameAnswersTests(PostgresFixture server) : IClassFixture<PostgresFixture>, IDisposable
{
    private const int Batch = 1_000;
    private const int Limit = 25;

    // Of a score, that an estimate of common words may make.
    private const double Near = 0.01;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Folder => Path.Combine(Clone.Root, "tests", "Data", "loghub");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Both_find_the_same_lines_with_the_same_scores_but_for_what_is_estimated()
    {
        await using var sqlite = await StartAsync([.. _folder.Settings, new("Deployment:Mode", "development")]);
        await using var postgres = await StartAsync(server.CreateDatabase());
        var found = 0;
        foreach (var (text, scope) in Questions())
        {
            var ours = await SearchAsync(sqlite, text, scope);
            var theirs = await SearchAsync(postgres, text, scope);

            theirs.Count.ShouldBe(ours.Count, $"'{text}' in {scope}");
            theirs.Zip(ours).ShouldAllBe(static pair => Math.Abs(pair.First.Score - pair.Second.Score) <= Near * pair.Second.Score, $"'{text}' in {scope}");
            Clear(ours).Except(theirs.Select(static hit => hit.Id)).ShouldBeEmpty($"'{text}' in {scope}");
            Clear(theirs).Except(ours.Select(static hit => hit.Id)).ShouldBeEmpty($"'{text}' in {scope}");
            found += ours.Count;
        }

        found.ShouldBeGreaterThan(1_000);
    }

    /// <summary>Those that no estimate moves behind the last place.</summary>
    private static IEnumerable<Guid> Clear(IReadOnlyList<TextHit> hits) =>
        hits.Where(hit => hit.Score > hits[^1].Score * (1 + (2 * Near))).Select(static hit => hit.Id);

    /// <summary>What is asked of each log and of all at once, and lines as they are, which share most of their words with others.</summary>
    private static IEnumerable<(string Text, Guid? Scope)> Questions()
    {
        using var questions = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "questions.json")));
        var texts = questions.RootElement.GetProperty("questions").EnumerateArray().Select(static question => question.GetProperty("text").GetString()!).ToList();
        texts.AddRange(Logs().SelectMany(static log => File.ReadLines(log.File).Where(static (_, line) => line % 400 == 0)));
        foreach (var text in texts)
        {
            yield return (text, null);
            foreach (var (_, scope) in Logs())
            {
                yield return (text, scope);
            }
        }
    }

    private static IEnumerable<(string File, Guid Scope)> Logs() =>
        Directory.GetFiles(Folder, "*.log").Order(StringComparer.Ordinal).Select(static (file, index) => (file, IdOf(index, 0)));

    // The last numbers come first in the bytes of some stores, and last in those of others.
    private static Guid IdOf(int log, int line) => new(line * 7_919, (short)log, 0, BitConverter.GetBytes((long)line * 104_729));

    private static async Task<DataHost<NotesContext>> StartAsync(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var host = new DataHost<NotesContext>(settings, static builder => builder.AddTextIndex<NotesContext>());
        await host.StartAsync();
        var index = host.Services.GetRequiredService<ITextIndex>();
        var documents = Logs().SelectMany(static (log, number) =>
            File.ReadLines(log.File).Select((text, line) => new TextDocument(IdOf(number + 1, line), log.Scope, log.Scope, text)));
        foreach (var batch in documents.Chunk(Batch))
        {
            await host.Database.WriteAsync(
                async (context, token) =>
                {
                    await index.AddAsync(context, batch, token);
                    return true;
                },
                Stop);
        }

        return host;
    }

    private static Task<IReadOnlyList<TextHit>> SearchAsync(DataHost<NotesContext> host, string text, Guid? scope) =>
        host.Database.ReadAsync(
            (context, token) => host.Services.GetRequiredService<ITextIndex>().SearchAsync(context, new TextQuery(text, scope, Limit), token), Stop);
}
