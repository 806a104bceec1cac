using DeploymentFlex.Layers.Chains;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace DeploymentFlex.ServiceDefaults.Errors;

/// <summary>Adds <c>X-Degraded: files=local</c> to a response that a fallback helped to make.</summary>
internal sealed class DegradationStartupFilter : IStartupFilter
{
    public const string Header = "X-Degraded";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(static (context, following) =>
        {
            var degradation = Degradation.Begin();
            context.Response.OnStarting(
                static state =>
                {
                    var (response, notes) = ((HttpResponse, Degradation))state;
                    if (notes.ToHeader() is { } value)
                    {
                        // A gateway has what the service behind it said there already.
                        response.Headers[Header] = response.Headers.TryGetValue(Header, out var said) ? $"{said}, {value}" : value;
                    }

                    return Task.CompletedTask;
                },
                (context.Response, degradation));
            return following(context);
        });
        next(app);
    };
}
