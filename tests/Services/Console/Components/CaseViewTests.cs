using DeploymentFlex.Services.Console.Backend;
using DeploymentFlex.Services.Console.Components.Pages;
using DeploymentFlex.Services.Console.Components.Parts;

namespace DeploymentFlex.Services.Tests.ConsolePages.Components;

public sealed class CaseViewTests
{
    private static readonly CaseView s_all = new(null, null, null, null);

    [Fact]
    public void The_address_holds_what_is_shown_and_nothing_else()
    {
        s_all.Href.ShouldBe("/cases");
        (s_all with { Assignee = "Ines & co", Cursor = "abc" }).With("open").Href.ShouldBe("/cases?status=open&assignee=Ines%20%26%20co");
    }

    [Fact]
    public void A_column_sorts_one_way_and_then_the_other()
    {
        var once = s_all.SortedBy("title");
        once.Order([Case("b"), Case("a"), Case("c")]).Select(static item => item.Title).ShouldBe(["a", "b", "c"]);
        once.DirectionOf("title").ShouldBe("ascending");
        var twice = once.SortedBy("title");
        twice.Order([Case("b"), Case("a"), Case("c")]).Select(static item => item.Title).ShouldBe(["c", "b", "a"]);
        twice.DirectionOf("title").ShouldBe("descending");
    }

    [Fact]
    public void An_unknown_column_leaves_the_order_as_it_is() =>
        (s_all with { Sort = "shoe size" }).Order([Case("b"), Case("a")]).Select(static item => item.Title).ShouldBe(["b", "a"]);

    [Fact]
    public void A_field_that_was_left_alone_is_not_changed()
    {
        var change = new CaseHead.Changes { Title = " New ", WasTitle = "Old", Assignee = "Ines", WasAssignee = "Ines" };
        change.ToFields().ShouldBe(new Dictionary<string, string?> { ["title"] = "New" });
        new CaseHead.Changes { Title = "Old", WasTitle = "Old", Assignee = " ", WasAssignee = "Ines" }.ToFields()
            .ShouldBe(new Dictionary<string, string?> { ["assignee"] = null });
        new CaseHead.Changes { Status = "resolved" }.ToFields().ShouldBe(new Dictionary<string, string?> { ["status"] = "resolved" });
    }

    private static CaseItem Case(string title) =>
        new(Guid.CreateVersion7(), title, null, null, "open", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
}
