using DeploymentFlex.Data.Outbox;
using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.Data;

/// <summary>
/// What services are given: the provider's database, which wakes the outbox after a commit that posted. Its circuit hears
/// of every call, and keeps callers from waiting for a server that is known to be down.
/// </summary>
internal sealed class Database<TContext>(ProviderChain<IDataProvider> chain, IServiceDatabase<TContext> inner, OutboxSignal<TContext> signal)
    : IDatabase<TContext>
    where TContext : ServiceDbContext
{
    public Task<TResult> ReadAsync<TResult>(
        Func<TContext, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken) =>
        chain.RunOnPrimaryAsync(
            static (_, read) => read.Inner.ReadAsync(read.Work, read.Token), (Inner: inner, Work: work, Token: cancellationToken));

    public async Task<TResult> WriteAsync<TResult>(
        Func<TContext, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        var posted = false;
        var result = await chain.RunOnPrimaryAsync(
            static (_, write) => write.Inner.WriteAsync(write.Work, write.Token), (Inner: inner, Work: (Func<TContext, CancellationToken, Task<TResult>>)WorkAsync, Token: cancellationToken));
        if (posted)
        {
            signal.Set();
        }

        return result;

        async Task<TResult> WorkAsync(TContext context, CancellationToken token)
        {
            var done = await work(context, token);
            posted = context.HasPosted;
            return done;
        }
    }
}
