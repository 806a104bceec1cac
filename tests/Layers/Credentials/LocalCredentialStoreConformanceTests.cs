using DeploymentFlex.Conformance.Credentials;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Credentials;
using DeploymentFlex.Credentials.Local;

namespace DeploymentFlex.Layers.Tests.Credentials;

[Conforms(Layer.Credentials, "local")]
public sealed class LocalCredentialStoreConformanceTests : CredentialStoreConformance
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"flex-credentials-{Guid.NewGuid():N}");

    private string FilePath => Path.Combine(_folder, "credentials.json");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_file_tells_no_secret_and_only_its_owner_reads_it()
    {
        await Store.SetAsync(new CredentialName("n", "a"), "CANARY-SECRET", Token);
        (await File.ReadAllTextAsync(FilePath, Token)).ShouldNotContain("CANARY");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(FilePath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Path.Combine(_folder, "master.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task A_flipped_bit_anywhere_is_an_error_or_the_right_value()
    {
        var name = new CredentialName("n", "a");
        await Store.SetAsync(name, "the secret", Token);
        var good = await File.ReadAllBytesAsync(FilePath, Token);
        for (var i = 0; i < good.Length; i++)
        {
            var bad = good.ToArray();
            bad[i] ^= 1;
            await File.WriteAllBytesAsync(FilePath, bad, Token);
            try
            {
                var read = await Store.GetAsync(name, Token);
                (read?.Secret ?? "the secret").ShouldBe("the secret", $"byte {i}");
            }
            catch (CredentialFileException)
            {
                // Named and refused.
            }
        }
    }

    [Fact]
    public async Task Secrets_swapped_between_names_do_not_open()
    {
        await Store.SetAsync(new CredentialName("n", "aaaa"), "one", Token);
        await Store.SetAsync(new CredentialName("n", "bbbb"), "two", Token);
        var text = await File.ReadAllTextAsync(FilePath, Token);
        await File.WriteAllTextAsync(FilePath, text.Replace("aaaa", "temp").Replace("bbbb", "aaaa").Replace("temp", "bbbb"), Token);
        var error = await Should.ThrowAsync<CredentialFileException>(async () => await Store.GetAsync(new CredentialName("n", "aaaa"), Token));
        error.Message.ShouldContain("n/aaaa");
    }

    [Fact]
    public async Task Another_key_is_named_and_refused()
    {
        await Store.SetAsync(new CredentialName("n", "a"), "one", Token);
        await File.WriteAllTextAsync(Path.Combine(_folder, "master.key"), Convert.ToBase64String(new byte[32]), Token);
        using var other = new LocalCredentialStore(_folder, keyFile: null, TimeProvider.System);
        var error = await Should.ThrowAsync<CredentialFileException>(async () => await other.GetAsync(new CredentialName("n", "a"), Token));
        error.Message.ShouldContain("key");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("{\"format\":2,\"credentials\":[]}")]
    [InlineData("[1,2")]
    public async Task A_file_that_is_none_is_refused(string content)
    {
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(FilePath, content, Token);
        await Should.ThrowAsync<CredentialFileException>(async () => await Store.GetAsync(new CredentialName("n", "a"), Token));
    }

    protected override ValueTask<ICredentialStore> OpenAsync() =>
        new(new LocalCredentialStore(_folder, keyFile: null, TimeProvider.System));
}
