using DeploymentFlex.Services.Tests.ConsolePages;
using Microsoft.Playwright;

namespace DeploymentFlex.Browser.Tests;

/// <summary>Tests of the console alone, on a store that the test fills: a console and a page of their own for each.</summary>
public abstract class ConsolePageTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>, IAsyncLifetime
{
    protected ConsoleHost Host { get; private set; } = default!;

    protected OpenPage Open { get; private set; } = default!;

    protected IPage Page => Open.Page;

    public async ValueTask InitializeAsync()
    {
        Host = await ConsoleHost.StartAsync();
        Open = await chromium.OpenAsync(Host.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await Open.DisposeAsync();
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
