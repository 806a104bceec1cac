using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Services.Tests;

/// <summary>Puts something of a test's around a service.</summary>
internal static class Decoration
{
    public static IServiceCollection Decorate<TService>(this IServiceCollection services, Func<TService, TService> decorate)
        where TService : class
    {
        var inner = services.Last(static item => item.ServiceType == typeof(TService));
        return services.AddSingleton(provider => decorate((TService)(
            inner.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!))));
    }
}
