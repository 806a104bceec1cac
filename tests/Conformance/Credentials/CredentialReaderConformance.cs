using DeploymentFlex.Credentials;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Credentials;

/// <summary>What every provider of the credential layer does.</summary>
public abstract class CredentialReaderConformance : IAsyncLifetime
{
    protected ICredentialStore Store { get; private set; } = null!;

    protected static CredentialName Key { get; } = new("llm", "openai");

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await CloseAsync(Store);
    }

    /// <summary>Opens the store of this test, with what earlier instances wrote.</summary>
    protected abstract ValueTask<ICredentialStore> OpenAsync();

    /// <summary>Puts a secret where the provider reads it.</summary>
    protected abstract ValueTask SeedAsync(CredentialName name, string secret);

    protected static async ValueTask CloseAsync(ICredentialStore store)
    {
        if (store is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
        else
        {
            (store as IDisposable)?.Dispose();
        }
    }

    [Fact]
    public async Task A_name_that_was_never_set_has_no_credential()
    {
        (await Store.GetAsync(Key, Token)).ShouldBeNull();
        (await Store.GetVersionAsync(Key, 1, Token)).ShouldBeNull();
        (await Store.ListVersionsAsync(Key, Token)).ShouldBeEmpty();
        (await Store.ListAsync(Key.Namespace, Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sk-123")]
    [InlineData("pässwörd 🔑 {\"a\":1}")]
    [InlineData("line one\nline two")]
    public async Task A_secret_is_read_as_it_was_set(string secret)
    {
        await SeedAsync(Key, secret);
        var found = (await Store.GetAsync(Key, Token))!;
        (found.Info.Name, found.Info.Version, found.Secret).ShouldBe((Key, 1, secret));
        found.AsOf.ShouldBeNull();
    }

    [Fact]
    public async Task A_version_is_read_by_its_number()
    {
        await SeedAsync(Key, "one");
        (await Store.GetVersionAsync(Key, 1, Token))!.Secret.ShouldBe("one");
        (await Store.GetVersionAsync(Key, 2, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Namespaces_are_apart()
    {
        await SeedAsync(new CredentialName("a", "bc"), "one");
        await SeedAsync(new CredentialName("ab", "c"), "two");
        (await Store.GetAsync(new CredentialName("a", "bc"), Token))!.Secret.ShouldBe("one");
        (await Store.GetAsync(new CredentialName("a", "c"), Token)).ShouldBeNull();
        (await Store.ListAsync("ab", Token)).Select(static info => info.Name.Name).ShouldBe(["c"]);
        (await Store.ListNamespacesAsync(Token)).ShouldBe(["a", "ab"]);
    }

    [Fact]
    public async Task A_list_is_sorted_and_tells_no_secret()
    {
        await SeedAsync(new CredentialName("n", "b"), "CANARY");
        await SeedAsync(new CredentialName("n", "a"), "CANARY");
        var list = await Store.ListAsync("n", Token);
        list.Select(static info => info.Name.Name).ShouldBe(["a", "b"]);
        string.Join(' ', list).ShouldNotContain("CANARY");
    }

    [Fact]
    public async Task The_text_of_a_credential_tells_no_secret()
    {
        await SeedAsync(Key, "CANARY");
        (await Store.GetAsync(Key, Token))!.ToString().ShouldNotContain("CANARY");
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("x", "")]
    [InlineData("a/b", "x")]
    [InlineData("..", "x")]
    [InlineData("x", ".")]
    [InlineData("x", "new\nline")]
    public async Task A_name_of_other_characters_is_refused(string @namespace, string name) =>
        await Should.ThrowAsync<ArgumentException>(async () => await Store.GetAsync(new CredentialName(@namespace, name), Token));
}
