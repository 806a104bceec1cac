using System.Text;
using System.Text.RegularExpressions;
using DeploymentFlex.Services.Tests.ConsolePages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DeploymentFlex.Browser.Tests;

/// <summary>The viewer of files, with files that are small, large, hostile and far too large for a browser.</summary>
public sealed partial class ViewerTests(ChromiumFixture chromium) : ConsolePageTests(chromium)
{
    private const string Hostile = "<img src=x onerror=\"document.title='owned'\"></code><script>document.title='owned'</script> </div>";
    private const long Many = 40_000_000;

    private ILocator Lines => Page.Locator(".viewer .line");

    [Fact]
    public async Task A_search_leads_to_the_line_in_its_file()
    {
        SampleContent.Fill(Host.Store);
        await Page.GotoAsync("/");
        await Page.Keyboard.PressAsync("/");
        await Page.Keyboard.TypeAsync("blk_-7483426835701512490");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator(".passages mark").First).ToHaveTextAsync("blk_-7483426835701512490");
        await Page.Keyboard.PressAsync("Escape");
        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync("Enter");
        var hit = Page.Locator(".viewer .line.hit");
        await Expect(hit).ToContainTextAsync("blk_-7483426835701512490");
        await Expect(hit).ToBeInViewportAsync();
        await Expect(Page).ToHaveURLAsync(LineInAddress());
        var (hitBox, box) = ((await hit.BoundingBoxAsync())!, (await Page.Locator(".viewer .scroll").BoundingBoxAsync())!);
        Math.Abs(hitBox.Y - (box.Y + (box.Height / 2))).ShouldBeLessThan(40);
    }

    [Fact]
    public async Task Text_of_a_log_never_becomes_markup()
    {
        var item = Host.Store.AddCase("<b>Bold</b> case");
        var file = Host.Store.AddFile(item.Id, "<i>name</i>.log", Encoding.UTF8.GetBytes($"before\n{Hostile}\nafter\n"));
        foreach (var path in new[] { $"/cases/{item.Id}?q=onerror", "/search?q=onerror", $"/evidence/{file.Id}?line=2" })
        {
            await Page.GotoAsync(path);
            await Expect(Page.Locator(".line.hit code")).ToContainTextAsync(Hostile);
            (await Page.Locator("main img, main script, main i, main b").CountAsync()).ShouldBe(0);
            (await Page.TitleAsync()).ShouldNotBe("owned");
        }

        Open.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Find_goes_from_hit_to_hit_and_starts_again()
    {
        var item = Host.Store.AddCase("Find");
        var text = string.Join('\n', Enumerable.Range(1, 5000).Select(static i => i % 2000 == 7 ? $"{i} the Needle" : $"{i} hay"));
        var file = Host.Store.AddFile(item.Id, "hay.log", Encoding.UTF8.GetBytes(text));
        await Page.GotoAsync($"/evidence/{file.Id}");
        await Expect(Lines.First).ToContainTextAsync("1 hay");
        await Page.Keyboard.PressAsync("f");
        await Page.Keyboard.TypeAsync("needle");
        foreach (var line in new[] { 7, 2007, 4007 })
        {
            await Page.Keyboard.PressAsync("Enter");
            await Expect(Page.Locator(".viewer .line.hit")).ToContainTextAsync($"{line} the Needle");
            await Expect(Page.Locator(".viewer .line.hit mark")).ToHaveTextAsync("Needle");
        }

        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator(".viewer output")).ToContainTextAsync("No more");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator(".viewer .line.hit")).ToContainTextAsync("7 the Needle");
    }

    [Fact]
    public async Task A_file_of_forty_million_lines_is_read_at_any_place_with_few_elements()
    {
        var item = Host.Store.AddCase("Huge");
        var file = Host.Store.AddFile(item.Id, "huge.log", "x\n"u8.ToArray());
        await Page.RouteAsync($"**/api/evidence/{file.Id}/lines*", AnswerManyAsync);
        await Page.GotoAsync($"/evidence/{file.Id}");
        await Expect(Lines.First).ToContainTextAsync("text of 1");

        await Page.Keyboard.PressAsync("l");
        await Page.Keyboard.TypeAsync("31415926");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator(".viewer .line.hit")).ToContainTextAsync("text of 31415926");
        await Expect(Page.Locator(".viewer .line.hit")).ToBeInViewportAsync();

        // Wheel and keys move by lines, however small the picture of the scroll bar is.
        var before = await TopAsync();
        await Page.Locator(".viewer .scroll").HoverAsync();
        await Page.Mouse.WheelAsync(0, 200);
        await Expect(Lines.First).ToHaveTextAsync($"text of {before + 10}");
        await Page.Keyboard.PressAsync("ArrowUp");
        await Expect(Lines.First).ToHaveTextAsync($"text of {before + 9}");

        await Page.Keyboard.PressAsync("End");
        await Expect(Lines.Last).ToHaveTextAsync($"text of {Many}");
        await Expect(Lines.Last).ToBeInViewportAsync(new() { Ratio = 1 });
        await Page.Keyboard.PressAsync("Home");
        await Expect(Lines.First).ToHaveTextAsync("text of 1");

        // The scroll bar in its middle is the middle of the file.
        await Page.Locator(".viewer .scroll").EvaluateAsync("view => view.scrollTop = (view.scrollHeight - view.clientHeight) / 2");
        await Expect(Lines.First).Not.ToHaveTextAsync("text of 1");
        await Expect(Lines.First).ToContainTextAsync("text of ");
        (await TopAsync()).ShouldBeInRange((Many / 2) - 1000, (Many / 2) + 1000);
        (await Lines.CountAsync()).ShouldBeLessThan(80);
    }

    [Fact]
    public async Task Wrapped_lines_scroll_without_gaps_to_the_last_one()
    {
        var item = Host.Store.AddCase("Wrap");
        var text = string.Join('\n', Enumerable.Range(1, 300).Select(static i => $"{i}: {new string('w', i % 7 * 120)}"));
        var file = Host.Store.AddFile(item.Id, "long.log", Encoding.UTF8.GetBytes(text));
        await Page.GotoAsync($"/evidence/{file.Id}");
        await Expect(Lines.First).ToContainTextAsync("1:");
        await Page.Keyboard.PressAsync("w");
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Wrap" })).ToHaveAttributeAsync("aria-pressed", "true");
        (await Lines.Nth(5).BoundingBoxAsync())!.Height.ShouldBeGreaterThan(80);
        await Page.Locator(".viewer .scroll").FocusAsync();
        await Page.Keyboard.PressAsync("End");
        await Expect(Lines.Last).ToContainTextAsync("300:");
        await Expect(Lines.Last).ToBeInViewportAsync(new() { Ratio = 1 });
        await Page.Keyboard.PressAsync("PageUp");
        await Page.Keyboard.PressAsync("PageDown");
        await Expect(Lines.Last).ToContainTextAsync("300:");
    }

    private static Task AnswerManyAsync(IRoute route)
    {
        var numbers = Digits().Matches(new Uri(route.Request.Url).Query);
        var (from, count) = (long.Parse(numbers[0].Value), long.Parse(numbers[1].Value));
        var lines = string.Join(',', Enumerable.Range(0, (int)Math.Min(count, Many - from + 1)).Select(i => $$"""{"number":{{from + i}},"text":"text of {{from + i}}"}"""));
        return route.FulfillAsync(new() { ContentType = "application/json", Body = $$"""{"from":{{from}},"lines":[{{lines}}],"total":{{Many}},"end":false}""" });
    }

    private async Task<long> TopAsync() => long.Parse((await Lines.First.Locator("a").GetAttributeAsync("data-no"))!);

    [GeneratedRegex("[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"/evidence/[0-9a-f-]+\?line=[0-9]+$", RegexOptions.None, 1000)]
    private static partial Regex LineInAddress();
}
