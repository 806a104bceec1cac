using DeploymentFlex.Conformance.Data;
using DeploymentFlex.Data;
using DeploymentFlex.Layers.Configuration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Tests.Data;

public sealed class SqliteFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_commit_is_on_the_disk_when_it_returns()
    {
        await using var host = await StartAsync();

        (await WriterAsync<string>(host, "SELECT journal_mode AS Value FROM pragma_journal_mode")).ShouldBe("wal");
        (await WriterAsync<long>(host, "SELECT synchronous AS Value FROM pragma_synchronous")).ShouldBe(2);
        (await WriterAsync<long>(host, "SELECT foreign_keys AS Value FROM pragma_foreign_keys")).ShouldBe(1);
        (await WriterAsync<long>(host, "SELECT timeout AS Value FROM pragma_busy_timeout")).ShouldBe(5000);
    }

    [Fact]
    public async Task A_file_that_is_open_is_refused_to_others_and_its_owner_named()
    {
        await using (await StartAsync())
        {
            var error = await Should.ThrowAsync<SettingsException>(StartAsync());

            error.Message.ShouldContain(Path.Combine(_folder.Path, "notes.db"));
            error.Message.ShouldContain($"process {Environment.ProcessId}");
            error.Message.ShouldContain("Layers:Data:sqlite:Path");
        }

        await using var next = await StartAsync();
    }

    [Fact]
    public async Task The_files_are_in_the_data_folder_when_no_setting_says_otherwise()
    {
        await using var host = new DataHost<NotesContext>([new("Deployment:DataPath", _folder.Path)]);
        await host.StartAsync();

        File.Exists(Path.Combine(_folder.Path, "sqlite", "notes.db")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_full_disk_is_an_unavailable_layer_until_there_is_room()
    {
        await using var host = await StartAsync();

        // For the writer's connection the disk has no more pages than the file has now.
        await host.Services.GetRequiredService<IServiceDatabase<NotesContext>>().MaintainAsync(
            static (context, token) => context.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 1", token), Stop);
        var error = await Should.ThrowAsync<LayerUnavailableException>(AddAsync(host, new string('x', 1_000_000)));

        error.Layer.ShouldBe(Layer.Data);
        error.RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
        await AddAsync(host, new string('x', 1_000_000));
    }

    private async Task<DataHost<NotesContext>> StartAsync()
    {
        var host = new DataHost<NotesContext>(_folder.Settings);
        try
        {
            await host.StartAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    private static Task<TValue> WriterAsync<TValue>(DataHost<NotesContext> host, string sql) =>
        host.Database.WriteAsync((context, token) => context.Database.SqlQueryRaw<TValue>(sql).SingleAsync(token), Stop);

    private static Task<bool> AddAsync(DataHost<NotesContext> host, string title) =>
        host.Database.WriteAsync(
            (context, _) =>
            {
                context.Notes.Add(new Note { Id = Guid.CreateVersion7(), Title = title });
                return Task.FromResult(true);
            },
            Stop);
}
