using DeploymentFlex.System.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DeploymentFlex.Browser.Tests;

/// <summary>The main job in a browser against the real system: case, log file, indexing, search, the line in its file.</summary>
public sealed class WholePathTests(ChromiumFixture chromium, RunningSystem system) : IClassFixture<ChromiumFixture>, IClassFixture<RunningSystem>
{
    [Fact]
    public async Task A_log_that_is_dropped_on_a_case_is_found_and_opened_at_its_line()
    {
        await using var open = await chromium.OpenAsync(new Uri($"http://localhost:{system.Port}"));
        var page = open.Page;
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync("/cases");
        await page.Keyboard.PressAsync("c");
        await page.GetByLabel("Title").FillAsync("Who tries to get in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the case" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Who tries to get in" })).ToBeVisibleAsync();

        await page.Locator("main [data-drop]").DropAsync("OpenSSH_2k.log", "text/plain", await File.ReadAllBytesAsync(Path.Combine(Repository.Logs, "OpenSSH_2k.log"), TestContext.Current.CancellationToken));
        await Expect(page.Locator("#dock .upload.done")).ToContainTextAsync("OpenSSH_2k.log");
        await Expect(page.Locator("#files .status.indexed")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(page.Locator(".timeline")).ToContainTextAsync("OpenSSH_2k.log", new() { Timeout = 30_000 });

        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("s");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Search", Exact = true })).ToBeVisibleAsync();
        await page.Locator(".find-in input").FillAsync("Did not receive identification string from 103.207.39.165");
        await page.Keyboard.PressAsync("Enter");
        var first = page.Locator(".passages > li").First;
        await Expect(first).ToContainTextAsync("103.207.39.165");
        await Expect(first).ToContainTextAsync("Who tries to get in");
        await first.Locator("a.file").ClickAsync();
        await Expect(page.Locator(".viewer .line.hit")).ToContainTextAsync("103.207.39.165");
        await Expect(page.Locator(".viewer .line.hit")).ToBeInViewportAsync();

        await page.GotoAsync("/");
        await Expect(page.Locator("tr[id^=service-] .status.healthy")).ToHaveCountAsync(6);
        await Expect(page.Locator(".layer")).Not.ToHaveCountAsync(0);
        open.Complaints.ShouldBeEmpty();
    }
}
