using DeploymentFlex.Jobs.Journaled;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Disk;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Jobs.Embedded;

/// <summary>A queue inside this process, whose journal is a <see cref="Layers.RecordLogs.RecordLog"/>. Leases end with the process.</summary>
public sealed class EmbeddedJobQueue : JournaledJobQueue, IProbed, IChecked, IAsyncDisposable
{
    private readonly EmbeddedJobQueueOptions _options;
    private readonly ILogger _logger;
    private JobJournal? _journal;

    private EmbeddedJobQueue(EmbeddedJobQueueOptions options, TimeProvider time, ILogger logger)
        : base(options.DoneRetention, options.DoneLimit, time)
    {
        _options = options;
        _logger = logger;
        Load();
    }

    private protected override IJobJournal Journal => _journal!;

    /// <summary>Opens the queue; <see cref="EmbeddedJobQueueOptions.Path"/> is set.</summary>
    /// <exception cref="Layers.RecordLogs.RecordLogException">The file is in use, damaged or newer.</exception>
    public static EmbeddedJobQueue Open(EmbeddedJobQueueOptions options, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (string.IsNullOrEmpty(options.Path))
        {
            throw new ArgumentException("The path is not set.", nameof(options));
        }

        return new EmbeddedJobQueue(options, time, logger);
    }

    /// <summary>Opens the file again when a write failed: what was acknowledged is in it, and all leases end.</summary>
    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        if (_journal!.Failure is not null)
        {
            await _journal.DisposeAsync();
            Load();
        }
    }

    public ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken) =>
        DiskFolder.CheckAsync(checks, Path.GetDirectoryName(_options.Path)!, "Layers:Jobs:embedded:Path", cancellationToken);

    public ValueTask DisposeAsync() => _journal!.DisposeAsync();

    private void Load() => Load(replay => _journal = JobJournal.Open(_options, replay, _logger), endLeases: true);
}
