using DeploymentFlex.Credentials;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Credentials;

/// <summary>What every provider of the credential layer that can be written to does.</summary>
public abstract class CredentialStoreConformance : IAsyncLifetime
{
    private static readonly CredentialName s_name = new("llm", "openai");

    protected ICredentialStore Store { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        (Store as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Opens the store of this test, with what earlier instances wrote.</summary>
    protected abstract ValueTask<ICredentialStore> OpenAsync();

    [Fact]
    public async Task A_name_that_was_never_set_has_no_credential() =>
        (await Store.GetAsync(s_name, Token)).ShouldBeNull();

    [Theory]
    [InlineData("sk-123")]
    [InlineData("")]
    [InlineData("pässwörd 🔑\nline two")]
    public async Task What_was_set_is_read_back(string secret)
    {
        await Store.SetAsync(s_name, secret, Token);
        (await Store.GetAsync(s_name, Token))!.Secret.ShouldBe(secret);
    }

    [Fact]
    public async Task A_large_secret_is_kept()
    {
        var secret = new string('x', 20_000);
        await Store.SetAsync(s_name, secret, Token);
        (await Store.GetAsync(s_name, Token))!.Secret.ShouldBe(secret);
    }

    [Fact]
    public async Task Versions_grow_by_one()
    {
        (await Store.SetAsync(s_name, "a", Token)).Version.ShouldBe(1);
        (await Store.SetAsync(s_name, "b", Token)).Version.ShouldBe(2);
        var current = (await Store.GetAsync(s_name, Token))!;
        (current.Info.Version, current.Secret).ShouldBe((2, "b"));
    }

    [Fact]
    public async Task Namespaces_are_apart()
    {
        await Store.SetAsync(new CredentialName("a", "bc"), "one", Token);
        await Store.SetAsync(new CredentialName("ab", "c"), "two", Token);
        (await Store.GetAsync(new CredentialName("a", "bc"), Token))!.Secret.ShouldBe("one");
        (await Store.ListAsync("ab", Token)).Select(info => info.Name.Name).ShouldBe(["c"]);
    }

    [Fact]
    public async Task Deleting_says_whether_there_was_one()
    {
        await Store.SetAsync(s_name, "x", Token);
        (await Store.DeleteAsync(s_name, Token)).ShouldBeTrue();
        (await Store.DeleteAsync(s_name, Token)).ShouldBeFalse();
        (await Store.GetAsync(s_name, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task A_list_is_sorted_and_tells_no_secret()
    {
        await Store.SetAsync(new CredentialName("n", "b"), "CANARY", Token);
        await Store.SetAsync(new CredentialName("n", "a"), "CANARY", Token);
        var list = await Store.ListAsync("n", Token);
        list.Select(info => info.Name.Name).ShouldBe(["a", "b"]);
        string.Join(' ', list).ShouldNotContain("CANARY");
    }

    [Fact]
    public async Task The_text_of_a_credential_tells_no_secret()
    {
        await Store.SetAsync(s_name, "CANARY", Token);
        (await Store.GetAsync(s_name, Token))!.ToString().ShouldNotContain("CANARY");
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("x", "")]
    [InlineData("a/b", "x")]
    [InlineData("x", "new\nline")]
    public async Task A_name_of_other_characters_is_refused(string @namespace, string name) =>
        await Should.ThrowAsync<ArgumentException>(async () =>
            await Store.SetAsync(new CredentialName(@namespace, name), "x", Token));

    [Fact]
    public async Task What_was_set_is_there_for_the_next_instance()
    {
        await Store.SetAsync(s_name, "kept", Token);
        var next = await OpenAsync();
        (await next.GetAsync(s_name, Token))!.Secret.ShouldBe("kept");
        (next as IDisposable)?.Dispose();
    }

    [Fact]
    public async Task Concurrent_writers_lose_nothing()
    {
        var second = await OpenAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, 40), Token, async (i, token) =>
            await (i % 2 == 0 ? Store : second).SetAsync(new CredentialName("n", $"k{i}"), $"v{i}", token));
        (await Store.ListAsync("n", Token)).Count.ShouldBe(40);
        (second as IDisposable)?.Dispose();
    }
}
