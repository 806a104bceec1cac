// Adds 100,000 log lines to the text index, one transaction a thousand, and searches them while nothing else runs.
// dotnet run -c Release --project benchmarks/Data -- tests/Data/loghub [documents]
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using DeploymentFlex.Conformance.Data;
using DeploymentFlex.Data;
using DeploymentFlex.Data.Text;
using Microsoft.Extensions.DependencyInjection;

var count = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000;
var lines = Directory.GetFiles(args[0], "*.log").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).ToArray();
var random = new Random(1);
var texts = Enumerable.Range(0, count)
    .Select(i => Regex.Replace(lines[i % lines.Length], @"\d{3,}", _ => random.Next(100, 1_000_000).ToString(CultureInfo.InvariantCulture), RegexOptions.NonBacktracking))
    .ToArray();

var folder = Directory.CreateTempSubdirectory("deploymentflex-benchmark-");
try
{
    await using var host = new DataHost<NotesContext>(
        [new("Layers:Data:sqlite:Path", folder.FullName)], builder => builder.AddTextIndex<NotesContext>());
    await host.StartAsync();
    var index = host.Services.GetRequiredService<ITextIndex>();
    var cases = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).ToArray();

    var clock = Stopwatch.StartNew();
    var characters = texts.Sum(text => (long)TextTokenizer.Join(text).Length);
    Console.WriteLine($"tokenize {count} lines ({texts.Sum(text => text.Length) / 1024} KiB, {characters / 1024} KiB of tokens): {clock.Elapsed.TotalSeconds:0.00} s");

    clock.Restart();
    foreach (var batch in texts.Chunk(1_000).Index())
    {
        var scope = cases[batch.Index * cases.Length / (count / 1_000)];
        var documents = batch.Item.Select(text => new TextDocument(Guid.CreateVersion7(), scope, scope, text)).ToArray();
        await host.Database.WriteAsync(
            async (context, token) =>
            {
                await index.AddAsync(context, documents, token);
                return true;
            },
            CancellationToken.None);
    }

    Console.WriteLine($"add {count} documents: {clock.Elapsed.TotalSeconds:0.00} s; file {new FileInfo(Path.Combine(folder.FullName, "notes.db")).Length / 1024 / 1024} MiB");

    string[] questions =
    [
        "authentication failure rhost", "why did the connection close", "block received of size from", "PacketResponder terminating",
        "jk2_init found child in scoreboard slot", "mod_jk child workerEnv in error state", "onStandStepChanged", "failed password for root from",
        "info", "error", "ssh2 port session opened for user", "what did the datanode serve", "cannot open channel election address", "10.250.19.102",
    ];
    foreach (var scoped in new[] { false, true })
    {
        var times = new List<double>();
        foreach (var round in Enumerable.Range(0, 15))
        {
            foreach (var question in questions)
            {
                clock.Restart();
                var hits = await host.Database.ReadAsync(
                    (context, token) => index.SearchAsync(context, new TextQuery(question, scoped ? cases[3] : null, 50), token), CancellationToken.None);
                if (round > 2)
                {
                    times.Add(clock.Elapsed.TotalMilliseconds);
                }

                if (round == 14)
                {
                    Console.WriteLine($"  {clock.Elapsed.TotalMilliseconds,6:0.0} ms {hits.Count,3} {question}");
                }
            }
        }

        times.Sort();
        Console.WriteLine($"search {(scoped ? "in one case" : "everywhere")}: p50 {times[times.Count / 2]:0.0} ms, p99 {times[times.Count * 99 / 100]:0.0} ms");
    }
}
finally
{
    folder.Delete(recursive: true);
}
