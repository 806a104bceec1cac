using System.Globalization;
using System.Runtime.CompilerServices;
using DeploymentFlex.Layers.Journals;
using DeploymentFlex.Layers.RecordLogs;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Files.Spooling;

/// <summary>The spool as the verb <c>journal</c> sees it.</summary>
internal sealed class FilesJournal(IServiceProvider services) : IJournal
{
    public string Name => "files";

    private ChainedFileStore Store => (ChainedFileStore)services.GetRequiredService<IFileStore>();

    public async IAsyncEnumerable<JournalEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new JournalEntry(file.Key, file.At, file.Refusal is null ? "waits for the primary" : $"refused: {file.Refusal}", file.Size);
        }

        await Task.CompletedTask;
    }

    public ValueTask<string?> ShowAsync(string id, CancellationToken cancellationToken) => new(
        Read().FirstOrDefault(file => file.Key == id) is { } file
            ? string.Create(CultureInfo.InvariantCulture, $"{file.Key}: {file.Size} bytes, SHA-256 {file.Sha256}, accepted {file.At:u}; {file.Refusal ?? "waits for the primary"}")
            : null);

    public async ValueTask<int> ReplayAsync(CancellationToken cancellationToken) => await Store.SendSpooledAsync(withRefused: true, cancellationToken);

    public async ValueTask<int> DiscardAsync(string? id, CancellationToken cancellationToken)
    {
        if (Store.Spool is not { } spool)
        {
            return 0;
        }

        var discarded = 0;
        foreach (var file in spool.Files.Where(file => id is null || file.Key == id))
        {
            discarded += await spool.RemoveAsync(file.Key) ? 1 : 0;
        }

        return discarded;
    }

    private IEnumerable<SpooledFile> Read()
    {
        var files = new WaitingFiles();
        if (SpoolSettings.Read(services).Folder is { } folder)
        {
            RecordLog.Read(SpoolJournal.OptionsOf(FileSpool.JournalIn(folder)), record => SpoolRecord.Apply(record, files));
        }

        return files.All.OrderBy(static file => file.At);
    }
}
