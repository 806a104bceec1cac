using System.Net;
using DeploymentFlex.Files;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Files;

/// <summary>What every provider of files does that hands out links.</summary>
public abstract class FileLinksConformance
{
    private readonly string _key = $"links/{Guid.CreateVersion7():n}";

    /// <summary>The provider under test, the same one during one test; it implements <see cref="IFileLinks"/> too.</summary>
    protected abstract IFileStore Store { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_is_read_without_signing_in_and_serves_parts()
    {
        using var http = new HttpClient();
        await WriteAsync();

        var link = await LinkAsync(TimeSpan.FromMinutes(5));
        using var request = new HttpRequestMessage(HttpMethod.Get, link) { Headers = { Range = new(2, 4) } };
        using var part = await http.SendAsync(request, Cancellation);

        (await http.GetByteArrayAsync(link, Cancellation)).ShouldBe("0123456789"u8.ToArray());
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe("234"u8.ToArray());
    }

    [Fact]
    public async Task A_link_is_for_reading_and_for_its_file_alone()
    {
        using var http = new HttpClient();
        await WriteAsync();
        var link = await LinkAsync(TimeSpan.FromMinutes(5));

        // Azure asks for the header before it looks who is there.
        using var content = new ByteArrayContent([1]) { Headers = { { "x-ms-blob-type", "BlockBlob" } } };
        using var put = await http.PutAsync(link, content, Cancellation);
        using var delete = await http.DeleteAsync(link, Cancellation);
        using var other = await http.GetAsync(new Uri(link.AbsoluteUri.Replace(_key, _key + "x", StringComparison.Ordinal)), Cancellation);

        put.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        delete.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        other.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8 * 24 * 60 * 60)]
    public async Task A_time_that_no_link_may_have_is_refused(int seconds) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => LinkAsync(TimeSpan.FromSeconds(seconds)));

    private async Task<Uri> LinkAsync(TimeSpan validFor) =>
        (await ((IFileLinks)Store).LinkToReadAsync(_key, validFor, Cancellation)).ShouldNotBeNull();

    private async Task WriteAsync()
    {
        using var content = new MemoryStream("0123456789"u8.ToArray());
        await Store.WriteAsync(_key, content, 10, Cancellation);
    }
}
