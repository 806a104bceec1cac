using System.Text;
using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Credentials;
using DeploymentFlex.Credentials.Local;

namespace DeploymentFlex.Layers.Tests.Credentials;

/// <summary>The encrypted file when something is wrong with it, and its keys when they change.</summary>
public sealed class LocalCredentialStoreTests : IDisposable
{
    private static readonly CredentialName s_one = new("n", "aaaa");
    private static readonly CredentialName s_two = new("n", "bbbb");

    private readonly LocalFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_file_tells_no_secret_and_only_its_owner_reads_it()
    {
        using var store = _folder.Open();
        await store.SetAsync(s_one, "CANARY-SECRET", Token);
        foreach (var path in Directory.EnumerateFiles(_folder.Path).Where(static path => !path.EndsWith(".lock", StringComparison.Ordinal)))
        {
            (await File.ReadAllTextAsync(path, Token)).ShouldNotContain("CANARY");
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, path);
            }
        }
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_is_an_error()
    {
        using var store = _folder.Open();
        await store.SetAsync(s_one, "the secret", Token);
        var good = await File.ReadAllBytesAsync(_folder.File, Token);
        for (var bit = 0; bit < good.Length * 8; bit++)
        {
            var bad = good.ToArray();
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            await File.WriteAllBytesAsync(_folder.File, bad, Token);
            await Should.ThrowAsync<CredentialIntegrityException>(async () => await store.GetAsync(s_one, Token), $"bit {bit}");
        }
    }

    [Fact]
    public async Task A_torn_file_is_an_error()
    {
        using var store = _folder.Open();
        await store.SetAsync(s_one, "the secret", Token);
        var good = await File.ReadAllBytesAsync(_folder.File, Token);
        for (var length = 0; length < good.Length; length++)
        {
            await File.WriteAllBytesAsync(_folder.File, good[..length], Token);
            await Should.ThrowAsync<CredentialIntegrityException>(async () => await store.GetAsync(s_one, Token), $"{length} bytes");
        }
    }

    [Fact]
    public async Task Secrets_swapped_between_names_do_not_open()
    {
        using var store = _folder.Open();
        await store.SetAsync(s_one, "one", Token);
        await store.SetAsync(s_two, "two", Token);
        var text = await File.ReadAllTextAsync(_folder.File, Token);
        await File.WriteAllTextAsync(_folder.File, text.Replace("aaaa", "temp").Replace("bbbb", "aaaa").Replace("temp", "bbbb"), Token);
        await Should.ThrowAsync<CredentialIntegrityException>(async () => await store.GetAsync(s_one, Token));
    }

    [Fact]
    public async Task An_old_file_in_the_place_of_the_new_one_is_said_to_this_process_and_the_next()
    {
        using var store = _folder.Open();
        await store.SetAsync(s_one, "old", Token);
        var old = await File.ReadAllBytesAsync(_folder.File, Token);
        await store.SetAsync(s_one, "new", Token);
        await File.WriteAllBytesAsync(_folder.File, old, Token);

        (await Should.ThrowAsync<CredentialIntegrityException>(async () => await store.GetAsync(s_one, Token))).Message.ShouldContain("older");
        using var next = _folder.Open();
        await Should.ThrowAsync<CredentialIntegrityException>(async () => await next.GetAsync(s_one, Token));
        await Should.ThrowAsync<CredentialIntegrityException>(async () => await next.SetAsync(s_one, "newer", Token));

        // On purpose.
        File.Delete(_folder.Mark);
        (await next.GetAsync(s_one, Token))!.Secret.ShouldBe("old");
    }

    [Fact]
    public async Task A_file_that_is_gone_is_not_an_empty_one()
    {
        using var store = _folder.Open();
        await store.SetAsync(s_one, "one", Token);
        File.Delete(_folder.File);
        (await Should.ThrowAsync<CredentialIntegrityException>(async () => await store.GetAsync(s_one, Token))).Message.ShouldContain("gone");
    }

    [Fact]
    public async Task Another_master_key_is_named_and_refused()
    {
        using var store = _folder.Open();
        await store.SetAsync(s_one, "one", Token);
        using var other = _folder.Open(Path.Combine(_folder.Path, "other.key"));
        var error = await Should.ThrowAsync<CredentialIntegrityException>(async () => await other.GetAsync(s_one, Token));
        error.Message.ShouldContain("master key");
        error.Message.ShouldContain("other.key");
    }

    [Fact]
    public async Task What_is_of_one_tenant_does_not_open_for_another()
    {
        using var store = _folder.Open(options: new LocalCredentialOptions { Tenant = "a" });
        await store.SetAsync(s_one, "one", Token);
        using var other = _folder.Open(options: new LocalCredentialOptions { Tenant = "b" });
        await Should.ThrowAsync<CredentialIntegrityException>(async () => await other.GetAsync(s_one, Token));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("{\"format\":3,\"generation\":1,\"keyId\":\"a\",\"seal\":\"\"}\n{}")]
    [InlineData("{\"format\":2,\"generation\":1,\"keyId\":\"a\",\"seal\":\"\"}\n{\"keys\":null,\"credentials\":[]}")]
    [InlineData("[1,2")]
    public async Task A_file_that_is_none_is_refused(string content)
    {
        using var store = _folder.Open();
        Directory.CreateDirectory(_folder.Path);
        await File.WriteAllTextAsync(_folder.File, content, Token);
        await Should.ThrowAsync<CredentialIntegrityException>(async () => await store.GetAsync(s_one, Token));
    }

    [Fact]
    public async Task Two_that_write_one_file_lose_nothing()
    {
        using var first = _folder.Open();
        using var second = _folder.Open();
        await Parallel.ForEachAsync(Enumerable.Range(0, 40), Token, async (i, token) =>
            await (i % 2 == 0 ? first : second).SetAsync(new CredentialName("n", $"k{i}"), $"v{i}", token));
        (await first.ListAsync("n", Token)).Count.ShouldBe(40);
    }

    [Fact]
    public Task Two_processes_that_are_killed_in_the_midst_of_it_lose_nothing_acknowledged() => CredentialProcesses.RunAsync(
        "local", [new("Deployment:Mode", "development"), new("Layers:Credentials:local:Path", _folder.Path)], () => Task.FromResult<ICredentialStore>(_folder.Open()));

    [Fact]
    public async Task Keys_rotate_while_64_readers_read()
    {
        using var store = _folder.Open();
        using var other = _folder.Open();
        await KeyRotation.RunAsync(store, other, rotations: 10);
    }

    [Fact]
    public async Task A_new_master_key_takes_over_without_a_restart_and_the_old_one_can_go()
    {
        using var store = _folder.Open();
        await store.SetAsync(s_one, "one", Token);
        var old = await File.ReadAllTextAsync(_folder.KeyFile, Token);
        var made = Convert.ToBase64String(Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef"));

        await File.WriteAllTextAsync(_folder.KeyFile, $"{made}\n{old}\n", Token);
        (await store.RewrapAsync(Token)).ShouldBe(1);
        await File.WriteAllTextAsync(_folder.KeyFile, made, Token);

        using var next = _folder.Open();
        (await next.GetAsync(s_one, Token))!.Secret.ShouldBe("one");
    }

    [Fact]
    public async Task Only_so_many_versions_are_kept()
    {
        using var store = _folder.Open(options: new LocalCredentialOptions { KeepVersions = 2 });
        for (var i = 1; i <= 4; i++)
        {
            await store.SetAsync(s_one, $"v{i}", Token);
        }

        (await store.ListVersionsAsync(s_one, Token)).Select(static info => info.Version).ShouldBe([3, 4]);
        (await store.GetVersionAsync(s_one, 1, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_deleted_goes_for_good_when_its_time_is_over()
    {
        var time = new ManualTime();
        using var store = _folder.Open(time: time);
        await store.SetAsync(s_one, "one", Token);
        await store.DeleteAsync(s_one, Token);
        time.Advance(TimeSpan.FromDays(31));
        (await store.RecoverAsync(s_one, Token)).ShouldBeFalse();
        (await store.ListVersionsAsync(s_one, Token)).ShouldBeEmpty();
        (await store.RotateAsync(Token)).ShouldBe(0);
    }
}
