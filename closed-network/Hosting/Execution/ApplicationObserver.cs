using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Execution;

/// <summary>Takes part in an application while its program builds it: how a test gets hold of it.</summary>
internal abstract class ApplicationObserver
{
    private static readonly AsyncLocal<ApplicationObserver?> s_current = new();

    /// <summary>The observer of what this thread builds, and of what it awaits; null outside of tests.</summary>
    public static ApplicationObserver? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>A builder is being made; both arguments may be changed.</summary>
    public abstract void Creating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings);

    /// <summary>The program asks for its application; it goes on when this returns.</summary>
    public abstract void Building(DistributedApplicationBuilder builder);

    /// <summary>The program has got its application and is about to run it.</summary>
    public abstract void Built(DistributedApplication application);
}
