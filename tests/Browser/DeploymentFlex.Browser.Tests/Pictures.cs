using DeploymentFlex.Services.Tests.ConsolePages;
using Microsoft.Playwright;

namespace DeploymentFlex.Browser.Tests;

/// <summary>Takes the pictures of docs/console.md: run by hand, with the folder to write to in FLEX_PICTURES.</summary>
public sealed class Pictures(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    public static TheoryData<string, int, int, ColorScheme> Views => new()
    {
        { "light", 1280, 800, ColorScheme.Light },
        { "dark", 1280, 800, ColorScheme.Dark },
        { "phone-light", 360, 740, ColorScheme.Light },
        { "phone-dark", 360, 740, ColorScheme.Dark },
    };

    [Theory(Explicit = true)]
    [MemberData(nameof(Views))]
    public async Task Each_page_is_pictured(string view, int width, int height, ColorScheme colors)
    {
        var folder = Environment.GetEnvironmentVariable("FLEX_PICTURES") ?? "pictures";
        await using var host = await ConsoleHost.StartAsync();
        var item = SampleContent.Fill(host.Store);
        var log = host.Store.FilesOf(item.Id).Last();
        await using var open = await chromium.OpenAsync(host.Address, width, height, colors);
        var page = open.Page;

        async Task PictureAsync(string name, string path, string until, Func<Task>? then = null)
        {
            await page.GotoAsync(path);
            await page.Locator(until).First.WaitForAsync();
            await (then?.Invoke() ?? Task.CompletedTask);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"console-{name}-{view}.png") });
        }

        await PictureAsync("overview", "/", ".layer");
        await PictureAsync("cases", "/cases", "table.cases");
        await PictureAsync("new-case", "/cases?new=1", "dialog[open]");
        await PictureAsync("case", $"/cases/{item.Id}", "#files table");
        await PictureAsync("search", "/search?q=Authentication failure root", ".passages");
        await PictureAsync("evidence", $"/evidence/{log.Id}?line=1201", ".viewer .line.hit code:not(.bone)");
        await PictureAsync("keys", "/cases", "table.cases", () => page.Keyboard.PressAsync("?"));
        await PictureAsync("missing", "/nowhere", ".empty");
        host.Store.Broken["cases"] = true;
        await PictureAsync("trouble", "/cases", ".trouble");
        host.Store.Broken.Clear();
        host.Store.Degraded = true;
        await PictureAsync("degraded", "/?show=files%40evidence%2Fs3", ".details .probes", async () => await page.WaitForTimeoutAsync(9000));
        await using var empty = await ConsoleHost.StartAsync();
        await PictureAsync("empty-cases", new Uri(empty.Address, "/cases").ToString(), ".empty");
        await PictureAsync("empty-case", new Uri(empty.Address, $"/cases/{empty.Store.AddCase("Nothing yet").Id}").ToString(), ".dropzone");
        empty.Store.Delay = TimeSpan.FromSeconds(3);
        await page.GotoAsync(new Uri(empty.Address, "/cases").ToString(), new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator(".bones").First.WaitForAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"console-loading-{view}.png") });
        open.Complaints.ShouldBeEmpty();
    }
}
