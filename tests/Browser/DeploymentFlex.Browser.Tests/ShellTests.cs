using System.Text.Json;
using DeploymentFlex.Services.Tests.ConsolePages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DeploymentFlex.Browser.Tests;

/// <summary>What all pages have in common: colours, keys, weight, width, a server that is slow or away.</summary>
public sealed class ShellTests(ChromiumFixture chromium, ITestOutputHelper output) : ConsolePageTests(chromium)
{
    private const int MostBytes = 300_000;

    [Fact]
    public async Task The_colours_are_the_systems_until_chosen_and_the_server_sends_the_choice()
    {
        await Page.GotoAsync("/");
        await Expect(Page.Locator("html")).Not.ToHaveAttributeAsync("data-theme", "dark");
        var light = await GroundAsync();
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        var dark = await GroundAsync();
        dark.ShouldNotBe(light);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Light colours" }).ClickAsync();
        (await GroundAsync()).ShouldBe(light);

        // In the page as it is sent, so that nothing flashes.
        var response = await Page.GotoAsync("/cases");
        (await response!.TextAsync()).ShouldContain("data-theme=\"light\"");
        (await GroundAsync()).ShouldBe(light);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Colours of the system" }).ClickAsync();
        (await GroundAsync()).ShouldBe(dark);
    }

    [Fact]
    public async Task Keys_go_to_pages_and_through_tables_and_are_listed()
    {
        SampleContent.Fill(Host.Store);
        await Page.GotoAsync("/");
        await Page.Keyboard.PressAsync("g");
        await Page.Keyboard.PressAsync("c");
        await Expect(Page).ToHaveURLAsync(new Uri(Host.Address, "/cases").ToString());
        await Expect(Page.Locator("table.cases tbody tr")).ToHaveCountAsync(6);
        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Page.Locator("table a:focus")).ToHaveTextAsync("SSH brute force against the bastion hosts");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("h1")).ToHaveTextAsync("SSH brute force against the bastion hosts");
        await Page.Keyboard.PressAsync("?");
        await Expect(Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard" })).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Page.GoBackAsync();
        await Expect(Page.Locator("h1")).ToHaveTextAsync("Cases");
    }

    [Fact]
    public async Task The_first_page_is_light_stays_in_place_and_asks_nobody_else()
    {
        var bytes = 0L;
        var foreign = new List<string>();
        Page.RequestFinished += async (_, request) => Interlocked.Add(ref bytes, (await request.SizesAsync()).ResponseBodySize);
        Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(Host.Address.ToString(), StringComparison.Ordinal))
            {
                foreign.Add(request.Url);
            }
        };
        await Page.AddInitScriptAsync("window.shift = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) window.shift += e.value; }).observe({ type: 'layout-shift', buffered: true });");
        await Page.GotoAsync("/", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await Expect(Page.Locator("#state .status")).ToBeVisibleAsync();
        var paint = await Page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
        output.WriteLine($"first page {bytes:N0} bytes, first paint after {paint:F0} ms");
        Interlocked.Read(ref bytes).ShouldBeInRange(1, MostBytes);
        foreign.ShouldBeEmpty();
        (await Page.EvaluateAsync<double>("window.shift")).ShouldBeLessThan(0.01);
        Open.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Slow_data_is_waited_for_with_placeholders_on_a_first_load_and_between_pages()
    {
        SampleContent.Fill(Host.Store);
        Host.Store.Delay = TimeSpan.FromSeconds(1);
        await Page.GotoAsync("/cases", new() { WaitUntil = WaitUntilState.Commit });
        await Expect(Page.Locator("main .bones")).ToBeVisibleAsync();
        await Expect(Page.Locator("table.cases tbody tr")).ToHaveCountAsync(6);
        await Expect(Page.Locator("main .bones")).ToHaveCountAsync(0);

        await Page.GetByRole(AriaRole.Link, new() { Name = "HDFS" }).ClickAsync();
        await Expect(Page.Locator("main .bones").First).ToBeVisibleAsync();
        await Expect(Page.Locator("h1")).ToHaveTextAsync("HDFS: blocks of the nightly export are under-replicated");
        await Expect(Page.Locator("#files tbody tr")).ToHaveCountAsync(3);
        Open.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lost_connection_is_said_and_comes_back_by_itself()
    {
        await Page.GotoAsync("/cases");
        await Page.EvaluateAsync("window.untouched = true");
        var banner = Page.Locator("#connection");
        await Expect(banner).ToBeHiddenAsync();
        await Page.Context.SetOfflineAsync(true);
        await Page.GetByRole(AriaRole.Link, new() { Name = "Overview" }).First.ClickAsync();
        await Expect(banner).ToContainTextAsync("The connection to the server is lost");
        await Page.Context.SetOfflineAsync(false);
        await Expect(banner).ToBeHiddenAsync();
        await Expect(Page.Locator("main .layer").First).ToBeVisibleAsync();
        (await Page.EvaluateAsync<bool>("window.untouched")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_switch_of_a_layer_shows_by_itself_with_what_it_costs()
    {
        await Page.GotoAsync("/");
        await Expect(Page.Locator(".layer.degraded")).ToHaveCountAsync(0);
        Host.Store.Degraded = true;
        await Expect(Page.Locator(".costs")).ToContainTextAsync("An upload may be refused for now.");
        await Page.Locator(".layer.degraded .box.broken", new() { HasText = "s3" }).ClickAsync();
        await Expect(Page.Locator(".details")).ToContainTextAsync("503 Slow Down");
        await Expect(Page.Locator(".details")).ToContainTextAsync("durability replicated, scope cluster, secrecy encrypted");
        await Expect(Page.Locator("#state .status.degraded")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_failure_says_what_to_do_and_gives_the_trace_to_copy()
    {
        Host.Store.Broken["cases"] = true;
        await Page.GotoAsync("/cases");
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The database does not answer.");
        var trace = await Page.Locator(".trace code").InnerTextAsync();
        trace.Length.ShouldBe(32);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Copy the trace id" }).ClickAsync();
        await Expect(Page.Locator("#announce")).ToHaveTextAsync("Copied");
        (await Page.EvaluateAsync<string>("navigator.clipboard.readText()")).ShouldBe(trace);
        Host.Store.Broken.Clear();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Try again" }).ClickAsync();
        await Expect(Page.GetByText("No cases yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task No_page_is_wider_than_a_phone()
    {
        var item = SampleContent.Fill(Host.Store);
        var file = Host.Store.FilesOf(item.Id).Last();
        await Page.SetViewportSizeAsync(360, 740);
        foreach (var path in new[] { "/", "/cases", "/cases?new=1", $"/cases/{item.Id}?q=block", "/search?q=error", $"/evidence/{file.Id}?line=3", "/nowhere" })
        {
            await Page.GotoAsync(path);
            await Expect(Page.Locator("main")).Not.ToBeEmptyAsync();
            var width = await Page.EvaluateAsync<JsonElement>("document.scrollingElement.scrollWidth");
            width.GetInt32().ShouldBeLessThanOrEqualTo(360, path);
        }
    }

    private Task<string> GroundAsync() => Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor");
}
