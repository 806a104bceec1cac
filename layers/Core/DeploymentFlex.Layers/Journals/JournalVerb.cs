using System.Globalization;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Configuration;

namespace DeploymentFlex.Layers.Journals;

/// <summary>The verb <c>journal</c>: what waits on this disk, to look at, to send and to drop.</summary>
internal sealed class JournalVerb(IEnumerable<IJournal> journals) : IServiceVerb
{
    private const string Usage = "Allowed: list [journal], show <journal> <id>, replay [journal], discard <journal> <id>, discard <journal> --all.";

    public string Name => "journal";

    /// <returns>0; 1 when a journal could not be read or sent, or has no such entry.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            switch (arguments)
            {
                case ["list"]:
                    return await ListAsync(journals, output, cancellationToken);
                case ["list", var name]:
                    return await ListAsync([Find(name)], output, cancellationToken);
                case ["show", var name, var id]:
                    return await ShowAsync(Find(name), id, output, cancellationToken);
                case ["replay"]:
                    return await ReplayAsync(journals, output, cancellationToken);
                case ["replay", var name]:
                    return await ReplayAsync([Find(name)], output, cancellationToken);
                case ["discard", var name, var id]:
                    return await DiscardAsync(Find(name), id is "--all" ? null : id, output, cancellationToken);
                default:
                    throw new VerbUsageException($"{string.Join(' ', ["journal", .. arguments])}: is not understood. {Usage}");
            }
        }
        catch (Exception error) when (error is IOException or LayerUnavailableException or SettingsException)
        {
            // A journal that the service has open is none of a wrong deployment.
            await output.WriteLineAsync(error.Message);
            return 1;
        }
    }

    private IJournal Find(string name) => journals.FirstOrDefault(journal => journal.Name == name) ?? throw new VerbUsageException(
        $"journal: this service keeps no journal '{name}'. Known: {string.Join(", ", journals.Select(static journal => journal.Name).DefaultIfEmpty("none"))}.");

    private static async Task<int> ListAsync(IEnumerable<IJournal> journals, TextWriter output, CancellationToken cancellationToken)
    {
        var exitCode = 0;
        foreach (var journal in journals)
        {
            try
            {
                await ListAsync(journal, output, cancellationToken);
            }
            catch (IOException error)
            {
                // The others may be in order.
                await output.WriteLineAsync($"{journal.Name}: cannot be read: {CheckList.FirstLine(error.Message)}");
                exitCode = 1;
            }
        }

        return exitCode;
    }

    private static async Task ListAsync(IJournal journal, TextWriter output, CancellationToken cancellationToken)
    {
        var (count, bytes) = (0, 0L);
        await foreach (var entry in journal.ListAsync(cancellationToken))
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{journal.Name}  {entry.Id}  {entry.At:u}  {entry.What}, {entry.Bytes} bytes"));
            count++;
            bytes += entry.Bytes;
        }

        await output.WriteLineAsync(count == 0 ? $"{journal.Name}: nothing waits" : $"{journal.Name}: {count} {(count == 1 ? "entry" : "entries")}, {bytes} bytes");
    }

    private static async Task<int> ShowAsync(IJournal journal, string id, TextWriter output, CancellationToken cancellationToken)
    {
        var text = await journal.ShowAsync(id, cancellationToken);
        await output.WriteLineAsync(text ?? $"{journal.Name}: there is no entry '{id}'");
        return text is null ? 1 : 0;
    }

    private static async Task<int> ReplayAsync(IEnumerable<IJournal> journals, TextWriter output, CancellationToken cancellationToken)
    {
        var exitCode = 0;
        foreach (var journal in journals)
        {
            try
            {
                await output.WriteLineAsync($"{journal.Name}: {await journal.ReplayAsync(cancellationToken)} sent");
            }
#pragma warning disable CA1031 // Whatever a target throws is why it does not take what waits, and it goes on waiting.
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                await output.WriteLineAsync($"{journal.Name}: not sent: {CheckList.FirstLine(error.Message)}");
                exitCode = 1;
            }
        }

        return exitCode;
    }

    private static async Task<int> DiscardAsync(IJournal journal, string? id, TextWriter output, CancellationToken cancellationToken)
    {
        var discarded = await journal.DiscardAsync(id, cancellationToken);
        await output.WriteLineAsync($"{journal.Name}: {discarded} discarded");
        return discarded == 0 && id is not null ? 1 : 0;
    }
}
