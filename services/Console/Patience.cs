using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Console;

/// <summary>
/// Decides whether a page is shown with its data at once, or first with placeholders: data that comes within a moment
/// is waited for, so that a fast system never flickers.
/// </summary>
public sealed class Patience(IOptions<ConsoleOptions> options, IHttpContextAccessor contexts, TimeProvider time)
{
    public async Task WaitAsync(params Task[] loads)
    {
        var all = Task.WhenAll(loads);

        // A form is part of the page that it was sent to, and the page must be whole before the form is handled.
        if (contexts.HttpContext is { } context && HttpMethods.IsPost(context.Request.Method))
        {
            await all;
            return;
        }

        await Task.WhenAny(all, Task.Delay(options.Value.Patience, time));
    }
}
