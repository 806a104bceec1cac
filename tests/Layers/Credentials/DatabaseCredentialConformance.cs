using System.Data.Common;
using DeploymentFlex.Conformance.Credentials;
using DeploymentFlex.Credentials;
using DeploymentFlex.Layers.Tests.Data;

namespace DeploymentFlex.Layers.Tests.Credentials;

/// <summary>The provider <c>database</c> on a database system.</summary>
public abstract class DatabaseCredentialConformance : CredentialStoreConformance
{
    private readonly TemporaryFolder _keys = new();

    /// <summary>Settings of a database of this test.</summary>
    protected abstract IEnumerable<KeyValuePair<string, string?>> Settings { get; }

    /// <summary>These, and where its master key is.</summary>
    protected IEnumerable<KeyValuePair<string, string?>> AllSettings => [.. Settings, new("Deployment:DataPath", _keys.Path)];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _keys.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Connects to the tables, past the provider.</summary>
    protected abstract DbConnection Connect();

    [Fact]
    public async Task A_flipped_bit_in_any_row_is_an_error_or_changes_nothing()
    {
        await Store.SetAsync(Key, "first", Token);
        await Store.SetAsync(Key, "second", Token);
        await using var tables = await CredentialTables.OpenAsync(Connect());
        var refused = 0;
        foreach (var (where, damaged) in tables.Damages())
        {
            await tables.WriteAsync(damaged);
            refused += await RefusesAsync(async () => (await Store.GetAsync(Key, Token))!.Secret.ShouldBe("second", where));
            await RefusesAsync(async () => (await Store.GetVersionAsync(Key, 1, Token))!.Secret.ShouldBe("first", where));
            await RefusesAsync(async () => (await Store.ListAsync(Key.Namespace, Token)).Single().Version.ShouldBe(2, where));
        }

        refused.ShouldBeGreaterThan(20);
        await tables.RestoreAsync();
        (await Store.GetAsync(Key, Token))!.Secret.ShouldBe("second");
    }

    [Fact]
    public async Task Rows_swapped_between_names_do_not_open()
    {
        var other = new CredentialName(Key.Namespace, "other");
        await Store.SetAsync(Key, "one", Token);
        await Store.SetAsync(other, "two", Token);
        await using var tables = await CredentialTables.OpenAsync(Connect());
        foreach (var table in (string[][])[["credentials"], ["credential_seals"], ["credentials", "credential_seals"]])
        {
            await tables.SwapAsync(Key.Name, other.Name, table);
            await ShouldRefuseAsync(Key);
            await ShouldRefuseAsync(other);
            await tables.RestoreAsync();
        }
    }

    [Fact]
    public async Task Old_rows_in_the_place_of_new_ones_do_not_open()
    {
        await Store.SetAsync(Key, "old", Token);
        await using var tables = await CredentialTables.OpenAsync(Connect());
        await Store.SetAsync(Key, "new", Token);
        await tables.RestoreAsync("credentials");
        await ShouldRefuseAsync(Key);
    }

    [Fact]
    public async Task What_was_deleted_comes_back_by_nobody_elses_hand()
    {
        await Store.SetAsync(Key, "x", Token);
        await using var tables = await CredentialTables.OpenAsync(Connect());
        await Store.DeleteAsync(Key, Token);
        await tables.RestoreAsync("credentials");
        await ShouldRefuseAsync(Key);
    }

    [Fact]
    public async Task Another_master_key_is_named_and_refused()
    {
        await Store.SetAsync(Key, "one", Token);
        await CloseAsync(Store);
        await File.WriteAllTextAsync(Path.Combine(_keys.Path, "credentials", "database.key"), Convert.ToBase64String(new byte[32]), Token);
        var next = await OpenAsync();
        (await Should.ThrowAsync<CredentialIntegrityException>(async () => await next.GetAsync(Key, Token))).Message.ShouldContain("database.key");
        await CloseAsync(next);
    }

    private async Task ShouldRefuseAsync(CredentialName name) =>
        (await Should.ThrowAsync<CredentialIntegrityException>(async () => await Store.GetAsync(name, Token))).Message.ShouldContain(name.ToString());

    private static async Task<int> RefusesAsync(Func<Task> read)
    {
        try
        {
            await read();
            return 0;
        }
        catch (CredentialIntegrityException)
        {
            return 1;
        }
    }

    protected override async ValueTask<ICredentialStore> OpenAsync() =>
        DatabaseCredentialHost.StoreOf(await DatabaseCredentialHost.CreateAsync(AllSettings));
}
