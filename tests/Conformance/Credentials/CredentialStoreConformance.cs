using DeploymentFlex.Credentials;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Credentials;

/// <summary>What every provider of the credential layer that can be written to does.</summary>
public abstract class CredentialStoreConformance : CredentialReaderConformance
{
    protected sealed override async ValueTask SeedAsync(CredentialName name, string secret) => await Store.SetAsync(name, secret, Token);

    [Fact]
    public async Task An_empty_secret_is_refused() =>
        await Should.ThrowAsync<ArgumentException>(async () => await Store.SetAsync(Key, "", Token));

    [Fact]
    public async Task A_large_secret_is_kept()
    {
        var secret = new string('x', 20_000);
        await Store.SetAsync(Key, secret, Token);
        (await Store.GetAsync(Key, Token))!.Secret.ShouldBe(secret);
    }

    [Fact]
    public async Task Versions_grow_by_one_and_the_older_ones_are_kept()
    {
        (await Store.SetAsync(Key, "a", Token)).Version.ShouldBe(1);
        (await Store.SetAsync(Key, "b", Token)).Version.ShouldBe(2);
        var current = (await Store.GetAsync(Key, Token))!;
        (current.Info.Version, current.Secret).ShouldBe((2, "b"));
        (await Store.GetVersionAsync(Key, 1, Token))!.Secret.ShouldBe("a");
        (await Store.ListVersionsAsync(Key, Token)).Select(static info => info.Version).ShouldBe([1, 2]);
        (await Store.ListAsync(Key.Namespace, Token)).Single().Version.ShouldBe(2);
    }

    [Fact]
    public async Task Deleting_says_whether_there_was_one()
    {
        await Store.SetAsync(Key, "x", Token);
        (await Store.DeleteAsync(Key, Token)).ShouldBeTrue();
        (await Store.DeleteAsync(Key, Token)).ShouldBeFalse();
        (await Store.GetAsync(Key, Token)).ShouldBeNull();
        (await Store.GetVersionAsync(Key, 1, Token)).ShouldBeNull();
        (await Store.ListAsync(Key.Namespace, Token)).ShouldBeEmpty();
        (await Store.ListNamespacesAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_deleted_can_be_had_back()
    {
        await Store.SetAsync(Key, "first", Token);
        await Store.SetAsync(Key, "second", Token);
        (await Store.RecoverAsync(Key, Token)).ShouldBeFalse();
        await Store.DeleteAsync(Key, Token);
        (await Store.ListVersionsAsync(Key, Token)).ShouldAllBe(static info => info.IsDeleted);

        (await Store.RecoverAsync(Key, Token)).ShouldBeTrue();

        (await Store.GetAsync(Key, Token))!.Secret.ShouldBe("second");
        (await Store.GetVersionAsync(Key, 1, Token))!.Secret.ShouldBe("first");
    }

    [Fact]
    public async Task Setting_what_was_deleted_goes_on_with_the_next_version()
    {
        await Store.SetAsync(Key, "first", Token);
        await Store.DeleteAsync(Key, Token);
        (await Store.SetAsync(Key, "second", Token)).Version.ShouldBe(2);
        (await Store.GetAsync(Key, Token))!.Secret.ShouldBe("second");
    }

    [Fact]
    public async Task Names_that_differ_little_are_apart()
    {
        // In case, in a mark, and where a mark could be taken for a separator.
        string[] names = ["key", "Key", "k-ey", "k_ey", "k.ey", "k--ey", "key-", "-key", "k---2dey"];
        foreach (var name in names)
        {
            await Store.SetAsync(new CredentialName("n", name), $"of {name}", Token);
        }

        foreach (var name in names)
        {
            (await Store.GetAsync(new CredentialName("n", name), Token))!.Secret.ShouldBe($"of {name}");
        }

        (await Store.ListAsync("n", Token)).Select(static info => info.Name.Name).ShouldBe(names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_set_is_there_for_the_next_instance()
    {
        await Store.SetAsync(Key, "kept", Token);
        await CloseAsync(Store);
        var next = await OpenAsync();
        (await next.GetAsync(Key, Token))!.Secret.ShouldBe("kept");
        await CloseAsync(next);
    }

    [Fact]
    public async Task Concurrent_writers_lose_nothing()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 40), Token, async (i, token) =>
            await Store.SetAsync(new CredentialName("n", $"k{i}"), $"v{i}", token));
        (await Store.ListAsync("n", Token)).Count.ShouldBe(40);
    }
}
