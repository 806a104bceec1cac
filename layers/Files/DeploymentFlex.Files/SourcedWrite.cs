using System.Runtime.ExceptionServices;

namespace DeploymentFlex.Files;

/// <summary>
/// One write through a chain. The chain lets go of a call at once when its caller cancels; the provider may still be
/// reading the caller's stream then, or may be just done. So a write ends when the provider has ended.
/// </summary>
internal sealed class SourcedWrite(string key, SourceStream source, long? expectedLength, CancellationToken cancellationToken)
{
    private Task<StoredFile>? _running;

    /// <summary>Runs the write on a provider; a failure of the caller's stream counts as an answer.</summary>
    public ValueTask<StoredFile> RunAsync(IFileStore store, CancellationToken attempt)
    {
        _running = WriteAsync(store, attempt);
        return new ValueTask<StoredFile>(_running);
    }

    /// <summary>Waits for the provider, and returns what it wrote or throws why it did not.</summary>
    /// <param name="failure">What the chain said.</param>
    public async ValueTask<StoredFile> EndAsync(Exception failure)
    {
        if (_running is not null)
        {
            await _running.ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            if (_running.IsCompletedSuccessfully)
            {
                return await _running;
            }
        }

        ExceptionDispatchInfo.Throw(failure is SourceFailedException { InnerException: { } cause } ? cause : failure);
        throw failure;
    }

    private async Task<StoredFile> WriteAsync(IFileStore store, CancellationToken attempt)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(attempt, cancellationToken);
        try
        {
            return await store.WriteAsync(key, source, expectedLength, linked.Token);
        }
        catch (Exception) when (source.Failure is not null)
        {
            throw new SourceFailedException(source.Failure);
        }
    }
}
