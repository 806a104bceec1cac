using DeploymentFlex.Data;
using DeploymentFlex.Data.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Data;

/// <summary>What the text index of every data provider does.</summary>
public abstract class TextIndexConformance : NotesConformance
{
    private static readonly Guid s_case = Guid.CreateVersion7();
    private static readonly Guid s_evidence = Guid.CreateVersion7();

    private int _next;

    private ITextIndex Index => Host.Services.GetRequiredService<ITextIndex>();

    [Theory]
    [InlineData("Receiving block blk_-1608999687919862906 src: /10.250.19.102:54106", "blk_-1608999687919862906", "blk_-1608999687919862907")]
    [InlineData("Receiving block src: /10.250.19.102:54106 dest", "10.250.19.102", "10.250.19.10")]
    [InlineData("Receiving block src: /10.250.19.102:54106 dest", "10.250.19.102:54106", "10.250.19.102:5410")]
    [InlineData("listening on [fe80::1ff:fe23:4567:890a]:443", "fe80::1ff:fe23:4567:890a", "fe80::1ff:fe23:4567:890b")]
    [InlineData("refused by ::1 port 22", "::1", "::2")]
    [InlineData("cannot open /var/log/httpd/error_log: no", "/var/log/httpd/error_log", "/var/log/httpd")]
    [InlineData(@"loaded C:\Windows\System32\kernel32.dll now", @"C:\Windows\System32\kernel32.dll", @"C:\Windows\System64")]
    [InlineData("request 550e8400-e29b-41d4-a716-446655440000 done", "550E8400-E29B-41D4-A716-446655440000", "550e8400-e29b-41d4-a716-446655440001")]
    [InlineData("at 0xc0000005 in module", "0xC0000005", "0xc0000006")]
    [InlineData("read 1,234,567 bytes", "1,234,567", "1,234,568")]
    [InlineData("mail from bob.smith@example.com.", "bob.smith@example.com", "bob.smith@example.org")]
    [InlineData("java.lang.NullPointerException: null", "java.lang.NullPointerException", "lang.OutOfMemoryError")]
    public async Task Addresses_paths_and_ids_are_kept_whole(string text, string found, string other)
    {
        await AddAsync(text, "something else entirely");

        (await SearchAsync(found)).ShouldBe([0]);

        // What only shares parts with the text may be found, but never what shares nothing whole with it before the text.
        await AddAsync(other);
        (await SearchAsync(other))[0].ShouldBe(2);
        (await SearchAsync(found))[0].ShouldBe(0);
    }

    [Theory]
    [InlineData("dfs.DataNode$PacketResponder: Received block", "datanode")]
    [InlineData("dfs.DataNode$PacketResponder: Received block", "PacketResponder")]
    [InlineData("dfs.DataNode$PacketResponder: Received block", "packet")]
    [InlineData("Step_LSC|onStandStepChanged 3579", "step")]
    [InlineData("Step_LSC|onStandStepChanged 3579", "onStandStepChanged")]
    [InlineData("/var/log/httpd/error_log", "httpd")]
    [InlineData("10.250.19.102:54106", "54106")]
    [InlineData("bob.smith@example.com", "example.com")]
    [InlineData("authentication failure; logname= uid=0", "failed")]
    [InlineData("Connection closed by 173.234.31.186", "closing connections")]
    [InlineData("no retries left", "retry")]
    public async Task Useful_parts_and_forms_of_words_are_found(string text, string query)
    {
        await AddAsync("something else entirely", text);

        (await SearchAsync(query)).ShouldBe([1]);
    }

    [Theory]
    [InlineData("Verbindung zum Müller-Server verloren", "muller")]
    [InlineData("Ｆｕｌｌ－ｗｉｄｔｈ text", "full")]
    [InlineData("cafe\u0301 closed", "café")]
    [InlineData("ошибка подключения к серверу", "ПОДКЛЮЧЕНИЯ")]
    [InlineData("ディスク障害が発生しました", "障害")]
    [InlineData("disk \U0001F4A5 full\0stop", "full")]
    [InlineData("lone \uD800 surrogate", "surrogate")]
    public async Task All_scripts_are_found(string text, string query)
    {
        await AddAsync("something else entirely", text);

        (await SearchAsync(query)).ShouldBe([1]);
    }

    [Fact]
    public async Task A_search_stays_in_its_scope()
    {
        var other = Guid.CreateVersion7();
        await AddAsync("disk failure one", "disk failure two");
        await AddAsync([new TextDocument(Id(2), s_evidence, other, "disk failure three")]);

        (await SearchAsync("disk", scope: other)).ShouldBe([2]);
        (await SearchAsync("disk", scope: s_case)).ShouldBe([0, 1], ignoreOrder: true);
        (await SearchAsync("disk")).Count.ShouldBe(3);
        (await SearchAsync("disk", scope: Guid.CreateVersion7())).ShouldBeEmpty();
    }

    [Fact]
    public async Task All_of_a_source_is_removed_and_nothing_else()
    {
        var other = Guid.CreateVersion7();
        await AddAsync("disk failure one", "disk failure two");
        await AddAsync([new TextDocument(Id(100), other, s_case, "disk failure three")]);

        await Write(context => Index.RemoveAsync(context, s_evidence, Stop));
        await Write(context => Index.RemoveAsync(context, s_evidence, Stop));

        (await SearchAsync("disk")).ShouldBe([100]);
        await AddAsync("disk failure one again");
        (await SearchAsync("disk one")).ShouldBe([2, 100]);
    }

    [Fact]
    public async Task Rare_words_count_more_than_common_ones()
    {
        await AddAsync([.. Enumerable.Range(0, 50).Select(static i => $"block received number {i * 1000}"), "block corrupt"]);

        (await SearchAsync("received block corrupt"))[0].ShouldBe(50);
        (await SearchAsync("number 17000"))[0].ShouldBe(17);
    }

    [Fact]
    public async Task Documents_with_more_of_the_words_come_first()
    {
        await AddAsync("timeout of the session", "session expired", "session expired after timeout");

        (await SearchAsync("expired session timeout"))[0].ShouldBe(2);
    }

    [Fact]
    public async Task Scores_fall_and_the_limit_holds()
    {
        await AddAsync([.. Enumerable.Range(1, 20).Select(static i => string.Concat(Enumerable.Repeat("other ", i)) + "disk")]);

        var hits = await Database.ReadAsync((context, token) => Index.SearchAsync(context, new TextQuery("disk", null, 5), token), Stop);

        hits.Count.ShouldBe(5);
        hits.Select(static hit => hit.Score).ShouldBeInOrder(SortDirection.Descending);
        hits.ShouldAllBe(static hit => hit.Score > 0);
    }

    [Fact]
    public async Task Common_words_do_not_hide_the_rare_one_in_a_large_index()
    {
        await AddAsync(
        [
            .. Enumerable.Range(0, 12_000).Select(static i => $"info {(i % 3 == 0 ? "block" : "packet")} received from node{i % 4} size {i}"),
            "a corrupt header",
            "info block was corrupt",
        ]);

        (await SearchAsync("corrupt block info")).ShouldBe([12_001, 12_000]);
        (await SearchAsync("info block received node2")).Count.ShouldBe(10);
        (await SearchAsync("info block received node2")).ShouldAllBe(static index => index % 3 == 0 && index % 4 == 2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("?!() \"* -- :: ...")]
    [InlineData("\0")]
    public async Task Nothing_but_punctuation_finds_nothing(string query)
    {
        await AddAsync("some text ?!() \"* -- :: ...");

        (await SearchAsync(query)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"disk")]
    [InlineData("disk AND")]
    [InlineData("NOT disk OR (")]
    [InlineData("tokens:disk*")]
    [InlineData("disk' ; DROP TABLE notes")]
    [InlineData("NEAR(disk)")]
    [InlineData("^disk{}")]
    public async Task A_query_is_words_and_no_language(string query)
    {
        await AddAsync("a disk", "unrelated");

        (await SearchAsync(query)).ShouldContain(0);
    }

    [Fact]
    public async Task A_question_of_function_words_alone_is_searched_as_it_is()
    {
        await AddAsync("to be or not to be", "unrelated");

        (await SearchAsync("to be")).ShouldBe([0]);
    }

    [Fact]
    public async Task A_text_of_ten_megabytes_is_taken()
    {
        var words = string.Join(' ', Enumerable.Range(0, 1_400_000).Select(static i => $"w{i}"));
        await AddAsync(words, new string('x', 10_000_000), "small");

        (await SearchAsync("w17")).ShouldBe([0]);
        (await SearchAsync(new string('x', 10_000))).ShouldBe([1]);
        (await SearchAsync("small")).ShouldBe([2]);
    }

    [Fact]
    public async Task A_query_of_many_words_is_answered()
    {
        await AddAsync("w1 w2 w3");

        (await SearchAsync(string.Join(' ', Enumerable.Range(0, 10_000).Select(static i => $"w{i}")))).ShouldBe([0]);
    }

    [Fact]
    public async Task Documents_and_records_are_committed_together()
    {
        await Should.ThrowAsync<TimeoutException>(Write(async context =>
        {
            await Index.AddAsync(context, [new TextDocument(Id(0), s_evidence, s_case, "disk")], Stop);
            throw new TimeoutException();
        }));

        (await SearchAsync("disk")).ShouldBeEmpty();
    }

    protected override void Configure(IHostApplicationBuilder builder) => builder.AddTextIndex<NotesContext>();

    /// <summary>Ids that say which document of a test they are.</summary>
    private static Guid Id(int index) => new(index, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static int IndexOf(Guid id) => BitConverter.ToInt32(id.ToByteArray());

    private Task<bool> Write(Func<NotesContext, Task> work) =>
        Database.WriteAsync(
            async (context, _) =>
            {
                await work(context);
                return true;
            },
            Stop);

    private async Task AddAsync(IReadOnlyList<TextDocument> documents) =>
        await Write(context => Index.AddAsync(context, documents, Stop));

    /// <summary>Adds texts, whose ids go on from the highest that is there.</summary>
    private async Task AddAsync(params string[] texts)
    {
        var first = _next;
        _next += texts.Length;
        await AddAsync([.. texts.Select((text, i) => new TextDocument(Id(first + i), s_evidence, s_case, text))]);
    }

    private Task<List<int>> SearchAsync(string query, Guid? scope = null) =>
        Database.ReadAsync(
            async (context, token) => (await Index.SearchAsync(context, new TextQuery(query, scope, 10), token)).Select(static hit => IndexOf(hit.Id)).ToList(),
            Stop);
}
