using System.Collections.Concurrent;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Hosting;

#pragma warning disable MA0048 // A page shows a whole layer at once.

namespace DeploymentFlex.Layers.Tests.Docs;

// docs/providers.md shows this file; a test compares the two.

/// <summary>The contract: tells people what happened.</summary>
public interface INotices
{
    ValueTask<string> SendAsync(string text, CancellationToken cancellationToken);
}

/// <summary>A provider.</summary>
public sealed class MemoryNotices : INotices
{
    public ConcurrentQueue<string> Sent { get; } = [];

    public ValueTask<string> SendAsync(string text, CancellationToken cancellationToken)
    {
        Sent.Enqueue(text);
        return new("memory");
    }
}

/// <summary>The layer: one contract, served by the chain that settings name.</summary>
public static class NoticesLayer
{
    public const string Name = "Notices";

    public static IHostApplicationBuilder AddNotices(this IHostApplicationBuilder builder) =>
        builder.AddLayer<INotices>(Name, static chain => new ChainedNotices(chain));

    public static void AddMemoryNotices(this ProviderRegistry registry) =>
        registry.Add<INotices>(Name, "memory", new Promise(Durability.Process, Reach.Process), static (_, _) => new MemoryNotices());

    // Here the layer decides: a notice may be sent by the next provider. One that must not would use OnPrimaryAsync.
    private sealed class ChainedNotices(ProviderChain<INotices> chain) : INotices
    {
        public async ValueTask<string> SendAsync(string text, CancellationToken cancellationToken) =>
            (await chain.WithFallbackAsync(static (notices, text, token) => notices.SendAsync(text, token), text, cancellationToken))
                .GetResultOrThrow();
    }
}
