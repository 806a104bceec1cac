using System.Diagnostics;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Telemetry.Journal;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;

namespace DeploymentFlex.Telemetry;

/// <summary>
/// Exports through the telemetry chain: what one sink does not take goes to the next. What was kept in a journal goes to the
/// collector before it counts as back.
/// </summary>
internal sealed class ChainedSink : ITelemetrySink
{
    private readonly ProviderChain<ITelemetrySink> _chain;

    public ChainedSink(ProviderChain<ITelemetrySink> chain)
    {
        _chain = chain;
        if (chain.Primary is OtlpSink collector && chain.Fallbacks.OfType<JournalSink>().FirstOrDefault()?.Journal is { } journal)
        {
            chain.Reconcile = async cancellationToken =>
                await journal.ReplayAsync(collector.SendAsync, cancellationToken);
        }
    }

    public void Export(Batch<Activity> spans, BaseProvider? provider) =>
        Export(spans, provider, static (sink, batch, parent) => sink.Export(batch, parent));

    public void Export(Batch<LogRecord> logs, BaseProvider? provider) =>
        Export(logs, provider, static (sink, batch, parent) => sink.Export(batch, parent));

    public void Export(Batch<Metric> metrics, BaseProvider? provider) =>
        Export(metrics, provider, static (sink, batch, parent) => sink.Export(batch, parent));

    private void Export<T>(in Batch<T> batch, BaseProvider? provider, Action<ITelemetrySink, Batch<T>, BaseProvider?> export)
        where T : class
    {
        // A batch can be read once only; the next sink of the chain reads it again.
        var items = new List<T>((int)batch.Count);
        foreach (var item in batch)
        {
            items.Add(item);
        }

        var call = _chain.WithFallbackAsync(
            static (sink, state, _) =>
            {
                state.Export(sink, new Batch<T>(state.Items, state.Items.Length), state.Provider);
                return new ValueTask<bool>(true);
            },
            (Items: items.ToArray(), Provider: provider, Export: export),
            CancellationToken.None);

        // Sinks are synchronous, and so is a call that went through all of them.
        call.AsTask().GetAwaiter().GetResult().GetResultOrThrow();
    }
}
