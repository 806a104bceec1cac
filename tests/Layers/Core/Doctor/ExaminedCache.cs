using DeploymentFlex.Cache;
using DeploymentFlex.Layers.Checks;

namespace DeploymentFlex.Layers.Tests.Core.Doctor;

/// <summary>A provider that says of itself what a test wants it to.</summary>
internal sealed class ExaminedCache(bool isUp, bool mayWrite) : ICache, IChecked
{
    public async ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken)
    {
        if (await checks.RunAsync(CheckNames.Reachable, "Start it, or change Layers:Cache:down.", _ => Say(isUp, "answers", "connection refused"), cancellationToken))
        {
            await checks.RunAsync(CheckNames.Permissions, "Grant it.", _ => Say(mayWrite, "can write", "may not write"), cancellationToken);
        }
    }

    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan timeToLive, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<long> IncrementAsync(string key, long by, TimeSpan timeToLive, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<TokenGrant> TakeAsync(string key, TokenBucket bucket, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask InvalidateAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    private static ValueTask<string> Say(bool isGood, string good, string bad) =>
        isGood ? new ValueTask<string>(good) : ValueTask.FromException<string>(new IOException(bad));
}
