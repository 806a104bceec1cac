using DeploymentFlex.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace DeploymentFlex.Conformance.Data;

/// <summary>Tests on a database of notes. A provider's class names its settings; each test has a database of its own.</summary>
public abstract class NotesConformance : IAsyncLifetime
{
    private DataHost<NotesContext>? _host;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Settings that lead to a database that is empty before each test.</summary>
    protected abstract IEnumerable<KeyValuePair<string, string?>> Settings { get; }

    protected DataHost<NotesContext> Host => _host ?? throw new InvalidOperationException("The test has not begun.");

    protected IDatabase<NotesContext> Database => Host.Database;

    public virtual async ValueTask InitializeAsync()
    {
        _host = new DataHost<NotesContext>(Settings, Configure);
        await _host.StartAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Registers what the tests need beside the database.</summary>
    protected virtual void Configure(IHostApplicationBuilder builder)
    {
    }

    protected static Note Note(string title) => new() { Id = Guid.CreateVersion7(), Title = title };

    protected Task<bool> AddAsync(params Note[] notes) =>
        Database.WriteAsync(
            (context, _) =>
            {
                context.Notes.AddRange(notes);
                return Task.FromResult(true);
            },
            Stop);

    protected Task<List<string>> TitlesAsync(Func<IQueryable<Note>, IQueryable<Note>> query) =>
        Database.ReadAsync((context, token) => query(context.Notes).Select(note => note.Title).ToListAsync(token), Stop);
}
