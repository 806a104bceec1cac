// Fills one store after the other with the same passages of logs, and searches it by one caller: embedded (exact, and by its
// codes), Chroma, and PostgreSQL with pgvector (HNSW). Recall is counted by score, since many lines are equally near.
// benchmarks/vectors-peers.sh [embedded|chroma|pgvector] [records]
using DeploymentFlex.Benchmarks.Vectors;
using DeploymentFlex.Layers.Http;
using DeploymentFlex.TestSupport;
using DeploymentFlex.Vectors.Chroma;
using DeploymentFlex.Vectors.Embedded;
using DeploymentFlex.Vectors.Pgvector;
using Microsoft.Extensions.Logging.Abstractions;

var what = args.Length > 0 ? args[0] : "embedded";
var (records, queries) = await LogPassages.ReadAsync(args.Length > 1 ? int.Parse(args[1]) : 100_000, queries: 500);
var folder = Directory.CreateTempSubdirectory("vectors-peers-");
try
{
    await using var exact = new EmbeddedVectorStore(folder.FullName, int.MaxValue, NullLogger<EmbeddedVectorStore>.Instance);
    var memory = GC.GetTotalMemory(forceFullCollection: true);
    var build = await Measurement.FillAsync(exact, records);
    memory = GC.GetTotalMemory(forceFullCollection: true) - memory;
    var truth = await Measurement.TruthAsync(exact, queries);
    Console.WriteLine("| store | fill, s | recall | median, ms | p99, ms | queries a second | memory, MB |");
    if (what is "embedded")
    {
        await Measurement.ReportAsync("embedded, exact", build, exact, queries, truth, memory >> 20);
        await exact.DisposeAsync();
        await using var coded = new EmbeddedVectorStore(folder.FullName, exactBelow: 0, NullLogger<EmbeddedVectorStore>.Instance);
        await Measurement.ReportAsync("embedded, codes", build, coded, queries, truth, memory >> 20);
    }
    else if (what is "chroma")
    {
        await using var server = new ChromaServer();
        await server.StartAsync(CancellationToken.None);
        using var store = new ChromaVectorStore(new ChromaOptions { Url = server.Address }, "bench", ServerHttp.CreateHandler(caFile: null));
        var filled = await Measurement.FillAsync(store, records);
        await Measurement.ReportAsync("chroma", filled, store, queries, truth, serverMegabytes: null);
    }
    else
    {
        await using var server = new PgvectorServer();
        await server.StartAsync(CancellationToken.None);
        var options = new PgvectorOptions { ConnectionString = server.ConnectionString, ExactBelow = 0, CommandTimeout = TimeSpan.FromMinutes(1) };
        await using var store = new PgvectorStore(options, "bench", TimeProvider.System);
        await store.Schema.MigrateAsync(CancellationToken.None);
        var filled = await Measurement.FillAsync(store, records);
        await Measurement.ReportAsync("pgvector, HNSW", filled, store, queries, truth, serverMegabytes: null);
    }
}
finally
{
    folder.Delete(recursive: true);
}
