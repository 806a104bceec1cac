namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is known once the application runs, for example an address.</summary>
public interface IValueProvider
{
    ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default);
}
