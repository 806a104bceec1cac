using DeploymentFlex.Layers.RecordLogs;
using DeploymentFlex.Vectors;
using DeploymentFlex.Vectors.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Vectors;

public sealed class EmbeddedVectorStoreTests : IDisposable
{
    private const string Name = "notes";
    private static readonly float[] s_query = [1, 0];

    private readonly string _folder = Directory.CreateTempSubdirectory("vectors-").FullName;

    private string FilePath => Path.Combine(_folder, Name + ".vectors");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_write_that_a_crash_cut_off_anywhere_is_dropped_and_the_next_one_goes_on()
    {
        var (before, after) = await WriteThreeAsync();
        for (var length = before; length < after.Length; length++)
        {
            await File.WriteAllBytesAsync(FilePath, after[..(int)length], Cancellation);

            await using (var store = Open())
            {
                (await store.CountAsync(Name, Cancellation)).ShouldBe(2);
                await store.UpsertAsync(Name, [Record(3)], Cancellation);
            }

            await using var again = Open();
            (await again.SearchAsync(Name, s_query, 10, null, Cancellation)).Select(static match => match.Metadata["number"]).ShouldBe(["1", "2", "3"]);
        }
    }

    [Fact]
    public async Task A_flipped_bit_is_detected_wherever_it_is()
    {
        var (before, content) = await WriteThreeAsync();
        for (var at = 0; at < before; at++)
        {
            var damaged = content.ToArray();
            damaged[at] ^= 0x10;
            await File.WriteAllBytesAsync(FilePath, damaged, Cancellation);

            await using var store = Open();
            await Should.ThrowAsync<RecordLogException>(async () => await store.CountAsync(Name, Cancellation), $"byte {at}");
        }
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused_and_left_alone()
    {
        await using (RecordLog.Open(
            new RecordLogOptions { Path = FilePath, Kind = "VECT", Version = 2, MaxBytes = 1000 }, static _ => { }, NullLogger.Instance))
        {
        }

        var content = await File.ReadAllBytesAsync(FilePath, Cancellation);
        await using var store = Open();

        await Should.ThrowAsync<RecordLogVersionException>(async () => await store.ProbeAsync(Cancellation));

        (await File.ReadAllBytesAsync(FilePath, Cancellation)).ShouldBe(content);
    }

    [Fact]
    public async Task A_second_process_is_told_that_the_collection_is_in_use()
    {
        await using var first = await CreateAsync();
        await using var second = Open();

        await Should.ThrowAsync<RecordLogInUseException>(async () => await second.CountAsync(Name, Cancellation));
    }

    [Fact]
    public async Task A_collection_whose_making_a_crash_cut_off_is_not_there()
    {
        await using (RecordLog.Open(
            new RecordLogOptions { Path = FilePath, Kind = "VECT", Version = 1, MaxBytes = 1000 }, static _ => { }, NullLogger.Instance))
        {
        }

        await using var store = Open();

        (await store.CountAsync(Name, Cancellation)).ShouldBe(0);
        await store.EnsureCollectionAsync(Name, 2, Cancellation);
        await store.UpsertAsync(Name, [Record(1)], Cancellation);
        (await store.CountAsync(Name, Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task Vectors_are_exported_bit_by_bit()
    {
        await using var store = await CreateAsync();
        float[] vector = [0.1f, 12345.678f];
        await store.UpsertAsync(Name, [new VectorRecord(Guid.CreateVersion7(), vector, Metadata(1))], Cancellation);

        (await store.ExportAsync(Name, null, 10, Cancellation)).Records.ShouldHaveSingleItem().Vector.ToArray().ShouldBe(vector);
    }

    [Fact]
    public async Task A_record_that_is_being_replaced_is_found_at_every_moment()
    {
        await using var store = await CreateAsync();
        var id = Guid.CreateVersion7();
        await store.UpsertAsync(Name, [new VectorRecord(id, s_query, Metadata(0))], Cancellation);
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i <= 300; i++)
            {
                await store.UpsertAsync(Name, [new VectorRecord(id, s_query, Metadata(i))], Cancellation);
            }
        }, Cancellation);

        var last = 0;
        do
        {
            var match = (await store.SearchAsync(Name, s_query, 5, null, Cancellation)).ShouldHaveSingleItem();
            var number = int.Parse(match.Metadata["number"]);
            number.ShouldBeGreaterThanOrEqualTo(last);
            last = number;
        }
        while (!writing.IsCompleted);

        await writing;
    }

    [Fact]
    public async Task A_file_of_mostly_dead_records_is_compacted_and_an_export_goes_on_over_it()
    {
        await using var store = await CreateAsync();
        var first = await FillAsync(store, 0);
        var page = await store.ExportAsync(Name, null, 10, Cancellation);
        var largest = 0L;
        var rounds = 0;
        while (new FileInfo(FilePath).Length >= largest)
        {
            rounds++.ShouldBeLessThan(10_000, "The file was never compacted.");
            largest = new FileInfo(FilePath).Length;
            await store.UpsertAsync(Name, first[^50..], Cancellation);
        }

        (await store.CountAsync(Name, Cancellation)).ShouldBe(first.Length);
        var rest = await store.ExportAsync(Name, page.Cursor, 1000, Cancellation);
        page.Records.Concat(rest.Records).Select(static record => record.Id).ShouldBe(first.Select(static record => record.Id), ignoreOrder: true);

        await store.DisposeAsync();
        await using var again = Open();
        (await again.CountAsync(Name, Cancellation)).ShouldBe(first.Length);
        (await again.ExportAsync(Name, page.Cursor, 1000, Cancellation)).Records.Count.ShouldBe(first.Length - 10);
    }

    private static VectorRecord Record(int number) => new(Guid.CreateVersion7(), new[] { 1f, number }, Metadata(number));

    private static Dictionary<string, string> Metadata(int number) => new(StringComparer.Ordinal) { ["number"] = $"{number}" };

    private static async Task<VectorRecord[]> FillAsync(EmbeddedVectorStore store, int start)
    {
        var records = Enumerable.Range(start, 100).Select(Record).ToArray();
        await store.UpsertAsync(Name, records, Cancellation);
        return records;
    }

    private EmbeddedVectorStore Open() => new(_folder, 20_000, NullLogger<EmbeddedVectorStore>.Instance);

    private async Task<EmbeddedVectorStore> CreateAsync()
    {
        var store = Open();
        await store.EnsureCollectionAsync(Name, 2, Cancellation);
        return store;
    }

    /// <summary>Writes three records one by one, and returns the length of the file before the last one and all of it.</summary>
    private async Task<(long Before, byte[] After)> WriteThreeAsync()
    {
        await using (var store = await CreateAsync())
        {
            await store.UpsertAsync(Name, [Record(1)], Cancellation);
            await store.UpsertAsync(Name, [Record(2)], Cancellation);
        }

        var before = new FileInfo(FilePath).Length;
        await using (var store = Open())
        {
            await store.UpsertAsync(Name, [Record(3)], Cancellation);
        }

        return (before, await File.ReadAllBytesAsync(FilePath, Cancellation));
    }
}
