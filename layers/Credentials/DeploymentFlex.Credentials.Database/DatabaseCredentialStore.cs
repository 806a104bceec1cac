using DeploymentFlex.Credentials.Envelopes;
using DeploymentFlex.Data;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Schemas;

namespace DeploymentFlex.Credentials.Database;

/// <summary>Credentials as encrypted rows, for all instances that share a database and a master key.</summary>
public sealed class DatabaseCredentialStore : EnvelopeCredentialStore, IKeepsSchema, IChecked, IAsyncDisposable
{
    /// <summary>The database's name: a schema, or a file.</summary>
    public const string DatabaseName = "credentials";

    private readonly ProviderChain<IDataProvider> _data;
    private readonly IServiceDatabase<CredentialDbContext> _database;
    private readonly DatabaseRecords _records;

    /// <param name="data">The data layer; disposed of with the store.</param>
    /// <param name="master">The master key.</param>
    /// <param name="options">How it encrypts.</param>
    /// <param name="time">The clock.</param>
    public DatabaseCredentialStore(ProviderChain<IDataProvider> data, IMasterKey master, EnvelopeOptions options, TimeProvider time)
        : this(
            data ?? throw new ArgumentNullException(nameof(data)),
            data.Primary.Open<CredentialDbContext>(DatabaseName),
            new Envelope(master, options?.Tenant ?? throw new ArgumentNullException(nameof(options)), time),
            options,
            time)
    {
    }

    private DatabaseCredentialStore(
        ProviderChain<IDataProvider> data, IServiceDatabase<CredentialDbContext> database, Envelope envelope, EnvelopeOptions options, TimeProvider time)
        : this(data, database, new DatabaseRecords(database, envelope), envelope, options, time)
    {
    }

    private DatabaseCredentialStore(
        ProviderChain<IDataProvider> data, IServiceDatabase<CredentialDbContext> database, DatabaseRecords records, Envelope envelope, EnvelopeOptions options, TimeProvider time)
        : base(records, envelope, options, time)
    {
        _data = data;
        _records = records;
        _database = database;
        Schema = DataLayer.SchemaOf(DatabaseName, database);
    }

    public IDatabaseSchema Schema { get; }

    public async ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checks);
        if (_data.Links[0].Checks is { } database)
        {
            await database.CheckAsync(checks, cancellationToken);
        }

        // Before the first migration there is nothing to open.
        if (checks.All.All(static check => check.Status is not CheckStatus.Failure) && await Schema.PendingAsync(cancellationToken) is { Count: 0 })
        {
            await checks.RunAsync(
                CheckNames.Credentials,
                "Name the master key that the rows were made with in Layers:Credentials:database:KeyFile, KeyVariable or MasterKey.",
                async token =>
                {
                    await ProbeAsync(token);
                    return "the master key opens the data key in use";
                },
                cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        (_database as IDisposable)?.Dispose();
        await _data.DisposeAsync();
        _records.Dispose();
        GC.SuppressFinalize(this);
    }
}
