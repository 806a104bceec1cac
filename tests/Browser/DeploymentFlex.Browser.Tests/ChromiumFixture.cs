using Microsoft.Playwright;

namespace DeploymentFlex.Browser.Tests;

/// <summary>The machine's own Chromium. Without one the tests are skipped, or fail where the run must be complete.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";
    private const float Patience = 20_000;

    private static readonly string[] s_arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (File.Exists(Executable))
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = s_arguments });
        }
    }

    /// <summary>A page in a context of its own; script errors and refused content fail the test that asks for them.</summary>
    public async Task<OpenPage> OpenAsync(Uri address, int width = 1280, int height = 800, ColorScheme colors = ColorScheme.Light, bool reducedMotion = false)
    {
        if (_browser is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("FLEX_REQUIRE_SERVERS") == "1", $"There is no {Executable}; on Debian: apt-get install chromium.");
            Assert.Fail($"There is no {Executable}; on Debian: apt-get install chromium.");
        }

        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = colors,
            ReducedMotion = reducedMotion ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        return new OpenPage(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
