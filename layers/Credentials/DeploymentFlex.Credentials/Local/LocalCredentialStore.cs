using DeploymentFlex.Credentials.Envelopes;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Disk;

namespace DeploymentFlex.Credentials.Local;

/// <summary>Credentials in one encrypted file of this machine, for all of its processes.</summary>
public sealed class LocalCredentialStore : EnvelopeCredentialStore, IChecked, IDisposable
{
    /// <summary>The name of the file in its folder.</summary>
    public const string FileName = "credentials.sealed";

    private readonly SealedFile _file;
    private readonly string _section;

    /// <param name="folder">The folder of the file.</param>
    /// <param name="master">The master key.</param>
    /// <param name="options">How it encrypts.</param>
    /// <param name="section">The section that the settings were read from.</param>
    /// <param name="time">The clock.</param>
    public LocalCredentialStore(string folder, IMasterKey master, EnvelopeOptions options, string section, TimeProvider time)
        : this(new Envelope(master, options?.Tenant ?? throw new ArgumentNullException(nameof(options)), time), folder, options, section, time)
    {
    }

    private LocalCredentialStore(Envelope envelope, string folder, EnvelopeOptions options, string section, TimeProvider time)
        : this(new SealedFile(Path.Combine(folder, FileName), envelope, time), envelope, options, section, time)
    {
    }

    private LocalCredentialStore(SealedFile file, Envelope envelope, EnvelopeOptions options, string section, TimeProvider time)
        : base(file, envelope, options, time)
    {
        _file = file;
        _section = section;
    }

    public async ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checks);
        await DiskFolder.CheckAsync(checks, Path.GetDirectoryName(_file.Path)!, $"{_section}:Path", cancellationToken);
        if (File.Exists(_file.Path))
        {
            await checks.RunAsync(
                CheckNames.Credentials,
                $"Restore the file, or the key of {_section}:KeyFile that it was made with.",
                async token =>
                {
                    await ProbeAsync(token);
                    return $"the master key opens {_file.Path}";
                },
                cancellationToken);
        }
    }

    public void Dispose() => _file.Dispose();
}
