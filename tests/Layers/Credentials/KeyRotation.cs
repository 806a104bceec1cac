using DeploymentFlex.Credentials;

namespace DeploymentFlex.Layers.Tests.Credentials;

/// <summary>Rotation while 64 readers read: each gets the right value each time.</summary>
internal static class KeyRotation
{
    private const int Readers = 64;
    private const int Names = 8;

    /// <param name="store">The store that rotates; half of the readers read of it.</param>
    /// <param name="other">Another instance, for the other half.</param>
    /// <param name="rotations">How often the keys change.</param>
    public static async Task RunAsync(ICredentialStore store, ICredentialStore other, int rotations)
    {
        var token = TestContext.Current.CancellationToken;
        for (var i = 0; i < Names; i++)
        {
            await store.SetAsync(NameOf(i), $"secret {i}", token);
        }

        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, Readers).Select(reader => Task.Run(() => ReadAsync(reader % 2 == 0 ? store : other, reader, done.Token), token)).ToList();
        try
        {
            for (var i = 0; i < rotations; i++)
            {
                (await ((IKeyRotation)store).RotateAsync(token)).ShouldBeGreaterThanOrEqualTo(Names);
                (await ((IKeyRotation)other).RewrapAsync(token)).ShouldBe(1);
            }
        }
        finally
        {
            await done.CancelAsync();
        }

        (await Task.WhenAll(readers)).ShouldAllBe(static reads => reads > 0);
    }

    private static async Task<int> ReadAsync(ICredentialStore store, int reader, CancellationToken done)
    {
        var reads = 0;
        do
        {
            var i = (reader + reads) % Names;
            (await store.GetAsync(NameOf(i), CancellationToken.None))!.Secret.ShouldBe($"secret {i}");
            reads++;
        }
        while (!done.IsCancellationRequested);

        return reads;
    }

    private static CredentialName NameOf(int i) => new("n", $"k{i}");
}
