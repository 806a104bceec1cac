using DeploymentFlex.Data.Outbox;

namespace DeploymentFlex.Data;

/// <summary>What services are given: the provider's database, which wakes the outbox after a commit that posted.</summary>
internal sealed class Database<TContext>(IServiceDatabase<TContext> inner, OutboxSignal<TContext> signal) : IDatabase<TContext>
    where TContext : ServiceDbContext
{
    public Task<TResult> ReadAsync<TResult>(
        Func<TContext, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken) =>
        inner.ReadAsync(work, cancellationToken);

    public async Task<TResult> WriteAsync<TResult>(
        Func<TContext, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        var posted = false;
        var result = await inner.WriteAsync(
            async (context, token) =>
            {
                var done = await work(context, token);
                posted = context.HasPosted;
                return done;
            },
            cancellationToken);
        if (posted)
        {
            signal.Set();
        }

        return result;
    }
}
