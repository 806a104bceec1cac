using System.Net;
using System.Runtime.CompilerServices;
using Aspire.V1;
using Google.Protobuf;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Tests.Dashboard;

/// <summary>Calls the resource service of an application as the dashboard does.</summary>
internal sealed class ResourceServiceClient(IConfiguration configuration) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = new Uri(configuration["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"]!),
    };

    public string Key { get; set; } = configuration["AppHost:ResourceService:ApiKey"]!;

    /// <summary>The status and message with which the latest call ended.</summary>
    public (string? Status, string Message) Ended { get; private set; }

    public async Task<T> CallAsync<T>(string method, IMessage request, MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        T? only = null;
        await foreach (var message in StreamAsync(method, request, parser, TestApplication.Deadline))
        {
            only.ShouldBeNull();
            only = message;
        }

        return only.ShouldNotBeNull();
    }

    public async IAsyncEnumerable<T> StreamAsync<T>(
        string method, IMessage request, MessageParser<T> parser, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        using var post = new HttpRequestMessage(HttpMethod.Post, $"/aspire.v1.DashboardService/{method}");
        post.Version = HttpVersion.Version20;
        post.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        post.Headers.Add("x-resource-service-api-key", Key);
        post.Headers.Add("TE", "trailers");
        post.Content = new ByteArrayContent(GrpcFrame.Write(request));
        post.Content.Headers.ContentType = new("application/grpc");
        using var response = await _http.SendAsync(post, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/grpc");
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        while (await GrpcFrame.ReadAsync(body, parser, cancellationToken) is { } message)
        {
            yield return message;
        }

        var trailers = response.TrailingHeaders.ToDictionary(static header => header.Key, static header => header.Value.Single());
        Ended = (trailers.GetValueOrDefault("grpc-status"), Uri.UnescapeDataString(trailers.GetValueOrDefault("grpc-message") ?? ""));
    }

    public void Dispose() => _http.Dispose();
}
