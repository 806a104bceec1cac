using DeploymentFlex.Files;
using DeploymentFlex.Files.Local;
using DeploymentFlex.Layers.Chaos;
using DeploymentFlex.Telemetry;
using DeploymentFlex.Vectors;
using DeploymentFlex.Vectors.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry;

namespace DeploymentFlex.Layers.Tests.Core.Chaos;

public sealed class ChaosProviderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chaos-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_whose_write_broke_off_is_not_there_or_whole()
    {
        var store = new LocalFileStore(_folder);
        var chaos = Around<IFileStore>(store, new ChaosOptions { Failures = 0, PartialWrites = 1 });
        for (var i = 0; i < 30; i++)
        {
            using var content = new MemoryStream(new byte[100_000]);
            await Should.ThrowAsync<ChaosException>(async () => await chaos.WriteAsync($"file-{i}", content, 100_000, Token));
            (await store.FindAsync($"file-{i}", Token))?.Size.ShouldBe(100_000);
        }
    }

    [Fact]
    public async Task A_file_that_is_read_in_part_breaks_off()
    {
        var store = new LocalFileStore(_folder);
        using var content = new MemoryStream(new byte[500_000]);
        await store.WriteAsync("file", content, expectedLength: null, Token);
        var chaos = Around<IFileStore>(store, new ChaosOptions { Failures = 0, PartialWrites = 1 });
        await using var read = (await chaos.OpenReadAsync("file", 0, length: null, Token))!;
        await Should.ThrowAsync<ChaosException>(() => read.CopyToAsync(Stream.Null, Token));
    }

    [Fact]
    public async Task Of_a_list_the_first_records_are_taken()
    {
        await using var store = new EmbeddedVectorStore(_folder, int.MaxValue, NullLogger<EmbeddedVectorStore>.Instance);
        await store.EnsureCollectionAsync("c", 2, Token);
        var records = Enumerable.Range(0, 100).Select(static i => new VectorRecord(Guid.CreateVersion7(), new float[] { i, 1 }, new Dictionary<string, string>())).ToList();
        var chaos = Around<IVectorStore>(store, new ChaosOptions { Failures = 0, PartialWrites = 1, Seed = 2 });
        await Should.ThrowAsync<ChaosException>(async () => await chaos.UpsertAsync("c", records, Token));
        (await store.CountAsync("c", Token)).ShouldBeInRange(1, 99);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_faults()
    {
        var first = await FatesAsync(seed: 3);
        first.ShouldContain(true);
        first.ShouldContain(false);
        (await FatesAsync(seed: 3)).ShouldBe(first);
        (await FatesAsync(seed: 4)).ShouldNotBe(first);
    }

    [Fact]
    public async Task A_call_that_stalls_ends_with_its_caller()
    {
        var chaos = Around<IFileStore>(new NullFileStore(TimeProvider.System), new ChaosOptions { Failures = 0, Stalls = 1 });
        using var caller = new CancellationTokenSource();
        var call = chaos.FindAsync("a", caller.Token).AsTask();
        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public void What_returns_at_once_fails_as_well()
    {
        var chaos = Around<ITelemetrySink>(new NullSink(), new ChaosOptions { Failures = 0.5, Stalls = 0.5 });
        Should.Throw<ChaosException>(() => chaos.Export(default(Batch<OpenTelemetry.Metrics.Metric>), provider: null));
    }

    [Fact]
    public async Task Without_faults_every_shape_of_call_passes_and_what_is_thrown_comes_through()
    {
        var quiet = Around<IShapes>(new Shapes(), new ChaosOptions { Failures = 0 });
        await quiet.TaskAsync();
        await quiet.ValueTaskAsync();
        (await quiet.EchoAsync("x")).ShouldBe("x");
        (await quiet.EchoAsync(7)).ShouldBe(7);
        (await quiet.StreamAsync().ToListAsync(Token)).ShouldBe([1, 2]);
        quiet.Name.ShouldBe("shapes");
        (await Should.ThrowAsync<InvalidDataException>(() => quiet.FailAsync())).Message.ShouldBe("as it was thrown");
    }

    [Fact]
    public async Task With_faults_every_shape_of_call_fails_and_so_do_those_of_its_parts()
    {
        var broken = Around<IShapes>(new Shapes(), new ChaosOptions { Failures = 1 });
        await Should.ThrowAsync<ChaosException>(() => broken.TaskAsync());
        await Should.ThrowAsync<ChaosException>(async () => await broken.ValueTaskAsync());
        await Should.ThrowAsync<ChaosException>(() => broken.EchoAsync("x"));
        await Should.ThrowAsync<ChaosException>(async () => await broken.StreamAsync().ToListAsync(Token));
        await Should.ThrowAsync<ChaosException>(() => broken.Part.TaskAsync());
    }

    private static TContract Around<TContract>(TContract provider, ChaosOptions options)
        where TContract : class => new ChaosFaults(options, TimeProvider.System).Around(provider);

    private static async Task<List<bool>> FatesAsync(int seed)
    {
        var chaos = Around<IFileStore>(new NullFileStore(TimeProvider.System), new ChaosOptions { Failures = 0.5, Seed = seed });
        var fates = new List<bool>();
        for (var i = 0; i < 50; i++)
        {
            var call = chaos.FindAsync("a", Token).AsTask();
            await Task.WhenAny(call);
            fates.Add(call.IsCompletedSuccessfully);
        }

        return fates;
    }
}
