using DeploymentFlex.Layers.Checks;

namespace DeploymentFlex.Files.Objects;

/// <summary>Tries on a store of objects what the layer does, and leaves nothing behind.</summary>
public static class StoreChecks
{
    /// <summary>
    /// Reaches the store; then writes a file, writes it again, which must be refused, does what else the provider does,
    /// lists it and deletes it; then compares the clocks.
    /// </summary>
    /// <typeparam name="TRefusal">What a call fails with when the server answers, and says no.</typeparam>
    /// <param name="store">The store.</param>
    /// <param name="access">Who and where it is, and what to do when it cannot be used.</param>
    /// <param name="checks">Gets what was seen.</param>
    /// <param name="time">This machine's clock.</param>
    /// <param name="cancellationToken">Cancelled when there is no more time.</param>
    public static async ValueTask RunAsync<TRefusal>(
        IFileStore store, StoreAccess<TRefusal> access, CheckList checks, TimeProvider time, CancellationToken cancellationToken)
        where TRefusal : Exception
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(checks);
        ArgumentNullException.ThrowIfNull(time);
        TRefusal? refusal = null;
        var isReached = await checks.RunAsync(
            CheckNames.Reachable,
            access.ToReach,
            async token =>
            {
                try
                {
                    await store.ListAsync(prefix: null, cursor: null, limit: 1, token);
                }
                catch (TRefusal error)
                {
                    refusal = error;
                }

                return access.Address;
            },
            cancellationToken);
        if (refusal is not null)
        {
            checks.Add(access.Explain(refusal));
        }
        else if (isReached)
        {
            checks.Add(Check.Ok(CheckNames.Credentials, $"{access.Name} is open to them"));
            await TryAsync(store, access, checks, time, cancellationToken);
        }
    }

    private static async ValueTask TryAsync<TRefusal>(
        IFileStore store, StoreAccess<TRefusal> access, CheckList checks, TimeProvider time, CancellationToken cancellationToken)
        where TRefusal : Exception
    {
        var key = $"deploymentflex-check/{Guid.CreateVersion7():n}";
        var (asked, theirs) = (time.GetUtcNow(), default(DateTimeOffset?));
        var isAllowed = await checks.RunAsync(
            CheckNames.Permissions,
            access.ToGrant,
            async token =>
            {
                await WriteAsync(store, key, token);
                try
                {
                    theirs = (await store.FindAsync(key, token))?.ModifiedAt;
                    await ShouldBeKeptAsync(store, key, token);
                    await (access.Also?.TryAsync(key, token) ?? Task.CompletedTask);
                    await store.ListAsync(key, cursor: null, limit: 1, token);
                }
                finally
                {
                    await store.DeleteAsync(key, token);
                }

                return $"writes, keeps what is written, {(access.Also is { } also ? $"{also.Word}, " : "")}lists, deletes";
            },
            cancellationToken);
        if (isAllowed && theirs is { } there)
        {
            // Stores say when an object was written to the second.
            checks.Add(Check.Clock(there, asked.AddSeconds(-1), time.GetUtcNow()));
        }
    }

    private static async Task ShouldBeKeptAsync(IFileStore store, string key, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(store, key, cancellationToken);
        }
        catch (FileExistsException)
        {
            return;
        }

        throw new IOException("The server writes over what is there, although it is asked not to (If-None-Match): it does not support conditional writes.");
    }

    private static async Task WriteAsync(IFileStore store, string key, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream("check"u8.ToArray());
        await store.WriteAsync(key, content, content.Length, cancellationToken);
    }
}
