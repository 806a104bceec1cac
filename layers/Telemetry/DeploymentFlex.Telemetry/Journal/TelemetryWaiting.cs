using System.Globalization;
using System.Runtime.CompilerServices;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Journals;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Telemetry.Journal;

/// <summary>The telemetry journal as the verb <c>journal</c> sees it. An id is the number of a file and that of a record in it: <c>1.17</c>.</summary>
internal sealed class TelemetryWaiting(IServiceProvider services) : IJournal
{
    public string Name => "telemetry";

    private ProviderChain<ITelemetrySink> Chain => services.GetRequiredService<ProviderChain<ITelemetrySink>>();

    private JournalSink? Sink => Chain.Links.Cast<ChainLink<ITelemetrySink>>().Select(static link => link.Provider).OfType<JournalSink>().FirstOrDefault();

    public async IAsyncEnumerable<JournalEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (id, record) in Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new JournalEntry(id, record.At, Word(record.Signal), record.Message.Length);
        }

        await Task.CompletedTask;
    }

    public ValueTask<string?> ShowAsync(string id, CancellationToken cancellationToken) => new(
        Read().Where(item => item.Id == id)
            .Select(static item => string.Create(
                CultureInfo.InvariantCulture, $"{Word(item.Record.Signal)} of {item.Record.At:u}, {item.Record.Message.Length} bytes of OTLP; waits for the collector"))
            .FirstOrDefault());

    public async ValueTask<int> ReplayAsync(CancellationToken cancellationToken)
    {
        var sent = 0;
        foreach (var file in Files())
        {
            if (Chain.Primary is not OtlpSink collector)
            {
                throw new IOException("The chain of the telemetry layer does not begin with otlp: there is no collector to send to.");
            }

            await using var open = Sink!.Journal.Open(file);
            sent += await open.ReplayAsync(collector.SendAsync, cancellationToken);
        }

        return sent;
    }

    public async ValueTask<int> DiscardAsync(string? id, CancellationToken cancellationToken)
    {
        var discarded = 0;
        foreach (var (number, file) in Files().Index())
        {
            int? ordinal = null;
            if (id is not null)
            {
                if (id.Split('.') is not [var of, var text] || of != Number(number) || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var one))
                {
                    continue;
                }

                ordinal = one - 1;
            }

            await using var open = Sink!.Journal.Open(file);
            discarded += await open.DiscardAsync(ordinal);
        }

        return discarded;
    }

    private List<string> Files() => [.. Sink?.Journal.Files ?? []];

    private IEnumerable<(string Id, TelemetryRecord Record)> Read() =>
        from file in Files().Index()
        from record in JournalFile.Read(file.Item).Index()
        select (string.Create(CultureInfo.InvariantCulture, $"{Number(file.Index)}.{record.Index + 1}"), record.Item);

    private static string Number(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    private static string Word(TelemetrySignal signal) => signal.ToString().ToLowerInvariant();
}
