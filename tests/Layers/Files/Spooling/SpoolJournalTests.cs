using DeploymentFlex.Files.Spooling;
using DeploymentFlex.Layers.Chains;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Files.Spooling;

public sealed class SpoolJournalTests : IDisposable
{
    private const long MaxBytes = 64 * 1024;

    private readonly string _folder = Directory.CreateTempSubdirectory("spool-journal-").FullName;

    private string JournalFile => Path.Combine(_folder, "journal");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_full_journal_takes_no_more_files_and_lets_go_of_every_one_that_it_has()
    {
        int count;
        await using (var journal = Open())
        {
            count = await FillAsync(journal);
            await Should.ThrowAsync<SpoolFullException>(journal.AddAsync(FileOf("one-more")));
            journal.Waiting.ShouldBe(new Backlog(count, 0, count));
            new FileInfo(JournalFile).Length.ShouldBeLessThanOrEqualTo(MaxBytes - (MaxBytes / 8));

            for (var i = 0; i < count; i++)
            {
                (await journal.RemoveAsync($"file-{i}")).ShouldNotBeNull();
            }

            journal.Waiting.ShouldBe(default);
            (await FillAsync(journal)).ShouldBe(count);
        }

        await using var again = Open();
        again.Waiting.ShouldBe(new Backlog(count, 0, count));
    }

    [Fact]
    public async Task Files_that_come_and_go_beside_many_that_wait_seldom_cost_a_new_file()
    {
        var logger = new CompactionCounter();
        await using var journal = new SpoolJournal(JournalFile, MaxBytes, logger);
        var count = await FillAsync(journal);
        for (var i = 0; i < count / 4; i++)
        {
            await journal.RemoveAsync($"file-{i}");
        }

        const int more = 200;
        for (var i = 0; i < more; i++)
        {
            await journal.AddAsync(FileOf($"more-{i}"));
            await journal.RemoveAsync($"more-{i}");
        }

        journal.Waiting.Items.ShouldBe(count - (count / 4));
        logger.Compactions.ShouldBeInRange(1, more / 4);
    }

    private SpoolJournal Open() => new(JournalFile, MaxBytes, NullLogger.Instance);

    private static SpooledFile FileOf(string key) => new(key, 1, new string('0', 64), DateTimeOffset.UnixEpoch);

    private static async Task<int> FillAsync(SpoolJournal journal)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                await journal.AddAsync(FileOf($"file-{i}"));
            }
            catch (SpoolFullException)
            {
                return i;
            }
        }
    }
}
