using System.IO.Compression;
using System.Text;

namespace DeploymentFlex.Services.Tests.Knowledge.Splitting;

public sealed class TextSourceTests
{
    private const string Text = "Grüße aus Köln\nzweite Zeile: 5 €, 𝄞\n";

    public static TheoryData<string> Encodings => ["utf-8", "utf-16", "utf-16BE"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Text_with_a_byte_order_mark_is_read_in_its_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);

        var entries = await Entries.ReadAsync([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]);

        entries!.Select(static entry => entry.Text).ShouldBe(["Grüße aus Köln", "zweite Zeile: 5 €, 𝄞"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task A_character_is_whole_wherever_a_chunk_of_bytes_ends(int chunk)
    {
        var entries = await Entries.ReadAsync(Text, chunk);

        entries!.Select(static entry => entry.Text).ShouldBe(["Grüße aus Köln", "zweite Zeile: 5 €, 𝄞"]);
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_read_as_Latin_1()
    {
        var entries = await Entries.ReadAsync(Encoding.Latin1.GetBytes("Überlauf in Straße 7\nweiter"), chunk: 3);

        entries!.Select(static entry => entry.Text).ShouldBe(["Überlauf in Straße 7", "weiter"]);
    }

    [Fact]
    public async Task A_file_that_ends_within_a_character_keeps_its_last_line()
    {
        var bytes = Encoding.UTF8.GetBytes("ok\npaid 5 €");

        var entries = await Entries.ReadAsync(bytes[..^1]);

        entries!.Count.ShouldBe(2);
        entries[1].Text.ShouldStartWith("paid 5 ");
    }

    [Fact]
    public async Task Compressed_data_is_no_text()
    {
        using var compressed = new MemoryStream();
        await using (var zip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var random = new Random(7);
            var text = string.Join('\n', Enumerable.Range(0, 20_000).Select(_ => $"line {random.Next()}"));
            await zip.WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
        }

        (await Entries.ReadAsync(compressed.ToArray())).ShouldBeNull();
    }

    [Fact]
    public async Task A_block_of_NUL_bytes_is_no_text() => (await Entries.ReadAsync(new byte[4096])).ShouldBeNull();

    [Fact]
    public async Task A_log_with_a_few_NUL_bytes_is_text()
    {
        var lines = string.Concat(Enumerable.Range(0, 100).Select(static i => $"request {i} was answered in {i * 3} ms\n"));

        var entries = await Entries.ReadAsync($"{lines}\0\0\0\0after the power loss\n");

        entries!.Count.ShouldBe(101);
        entries[^1].Text.ShouldEndWith("after the power loss");
    }

    [Fact]
    public async Task An_empty_file_is_text_without_entries() => (await Entries.ReadAsync([])).ShouldBeEmpty();
}
