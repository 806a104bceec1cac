using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DeploymentFlex.Browser.Tests;

/// <summary>Work on a case in a browser: open, change, upload, delete.</summary>
public sealed class CaseTests(ChromiumFixture chromium) : ConsolePageTests(chromium)
{
    [Fact]
    public async Task A_case_is_opened_with_the_keyboard_alone()
    {
        await Page.GotoAsync("/cases");
        await Expect(Page.GetByText("No cases yet")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("c");
        await Expect(Page.GetByLabel("Title")).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("Disk of db-3 fills up");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Disk of db-3 fills up" })).ToBeVisibleAsync();
        Host.Store.Cases.ShouldHaveSingleItem().Title.ShouldBe("Disk of db-3 fills up");
        Open.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dropped_file_is_sent_and_its_indexing_is_seen_without_a_reload()
    {
        var item = Host.Store.AddCase("Drop");
        await Page.GotoAsync($"/cases/{item.Id}");
        await Page.EvaluateAsync("window.untouched = true");
        await Page.Locator("main [data-drop]").DropAsync("zookeeper.log", "text/plain", "first line\nsecond line\n"u8.ToArray());
        await Expect(Page.Locator("#dock .upload.done")).ToContainTextAsync("zookeeper.log");
        await Expect(Page.Locator("#files .progressing")).ToContainTextAsync("40 %");

        var file = Host.Store.FilesOf(item.Id).ShouldHaveSingleItem();
        Host.Store.ContentOf(file.Id).ShouldBe("first line\nsecond line\n"u8.ToArray());
        Host.Store.SetStatus(file.Id, "indexing", 0.8);
        await Expect(Page.Locator("#files .progressing")).ToContainTextAsync("80 %");
        Host.Store.SetStatus(file.Id, "indexed");
        await Expect(Page.Locator("#files .status.indexed")).ToBeVisibleAsync();
        (await Page.EvaluateAsync<bool>("window.untouched")).ShouldBeTrue();
        Open.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_goes_on_while_other_pages_are_looked_at_and_can_be_cancelled()
    {
        var item = Host.Store.AddCase("Long");
        var held = new TaskCompletionSource();
        await Page.RouteAsync("**/evidence?name=*", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        await Page.GotoAsync($"/cases/{item.Id}");
        await Page.Locator("input[data-upload]").First.SetInputFilesAsync(new FilePayload[]
        {
            new() { Name = "kept.log", MimeType = "text/plain", Buffer = "kept\n"u8.ToArray() },
            new() { Name = "dropped.log", MimeType = "text/plain", Buffer = "dropped\n"u8.ToArray() },
        });
        await Page.Keyboard.PressAsync("g");
        await Page.Keyboard.PressAsync("o");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Overview" })).ToBeVisibleAsync();
        var dropped = Page.Locator("#dock .upload", new() { HasText = "dropped.log" });
        await dropped.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(dropped).ToContainTextAsync("Cancelled");
        held.SetResult();
        await Expect(Page.Locator("#dock .upload.done")).ToContainTextAsync("kept.log");
        Host.Store.FilesOf(item.Id).ShouldHaveSingleItem().Name.ShouldBe("kept.log");
    }

    [Fact]
    public async Task A_change_that_another_one_overtook_is_not_saved_and_says_so()
    {
        var item = Host.Store.AddCase("Ours");
        await Page.GotoAsync($"/cases/{item.Id}?edit=1");
        Host.Store.Change(item.Id, static found => found with { Assignee = "Somebody" }, "assignee", "Assigned to Somebody");
        await Page.Locator("input[name='Change.Title']").FillAsync("Mine");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Your change was not saved");
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Mine");
        Host.Store.FindCase(item.Id)!.Title.ShouldBe("Ours");

        await Page.Locator("input[name='Change.Title']").FillAsync("Mine after all");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Mine after all" })).ToBeVisibleAsync();
        Host.Store.FindCase(item.Id)!.Assignee.ShouldBe("Somebody");
    }

    [Fact]
    public async Task A_case_moves_on_from_open_to_resolved_and_back()
    {
        var item = Host.Store.AddCase("Moves");
        await Page.GotoAsync($"/cases/{item.Id}");
        foreach (var (button, status) in new[] { ("Start investigating", "investigating"), ("Resolve", "resolved"), ("Reopen", "open") })
        {
            await Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
            await Expect(Page.Locator($".case-state .status.{status}")).ToBeVisibleAsync();
            Host.Store.FindCase(item.Id)!.Status.ShouldBe(status);
        }
    }

    [Fact]
    public async Task A_file_is_deleted_only_when_that_is_confirmed()
    {
        var item = Host.Store.AddCase("Delete");
        Host.Store.AddFile(item.Id, "old.log", "gone\n"u8.ToArray());
        await Page.GotoAsync($"/cases/{item.Id}");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Delete old.log" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        Host.Store.FilesOf(item.Id).ShouldHaveSingleItem();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Delete old.log" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(Page.Locator(".dropzone")).ToBeVisibleAsync();
        Host.Store.FilesOf(item.Id).ShouldBeEmpty();
    }
}
