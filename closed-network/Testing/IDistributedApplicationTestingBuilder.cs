namespace Aspire.Hosting.Testing;

/// <summary>The builder of an application under test, as its AppHost left it.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    /// <summary>Lets the AppHost build its application, once; what the builder was given until now is part of it.</summary>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
