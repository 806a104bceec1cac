using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DeploymentFlex.Vectors.Servers;

/// <summary>JSON over HTTP with a server of vectors. Who calls bounds the requests in time; nothing is retried.</summary>
public sealed class VectorHttp : IDisposable
{
    private const int MaxReason = 300;

    private readonly string _server;
    private readonly HttpClient _client;

    /// <param name="server">The server's name, for messages: <c>Qdrant</c>.</param>
    /// <param name="address">Its address.</param>
    /// <param name="handler">Its connections; disposed of with this.</param>
    public VectorHttp(string server, Uri address, HttpMessageHandler handler)
    {
        ArgumentNullException.ThrowIfNull(address);
        _server = server;
        _client = new HttpClient(handler)
        {
            BaseAddress = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>The headers that every request has.</summary>
    public HttpRequestHeaders Headers => _client.DefaultRequestHeaders;

    /// <summary>Asks, and returns the answer; null where the server says 404.</summary>
    /// <exception cref="VectorServerException">The server refused, or answered what cannot be read.</exception>
    public ValueTask<TAnswer?> GetAsync<TAnswer>(string path, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken)
        where TAnswer : class =>
        SendAsync(HttpMethod.Get, path, content: null, answer, cancellationToken);

    /// <inheritdoc cref="GetAsync"/>
    public ValueTask<TAnswer?> PostAsync<TRequest, TAnswer>(
        string path, TRequest request, JsonTypeInfo<TRequest> type, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken)
        where TAnswer : class =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(request, type), answer, cancellationToken);

    /// <inheritdoc cref="GetAsync"/>
    public ValueTask<TAnswer?> PutAsync<TRequest, TAnswer>(
        string path, TRequest request, JsonTypeInfo<TRequest> type, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken)
        where TAnswer : class =>
        SendAsync(HttpMethod.Put, path, JsonContent.Create(request, type), answer, cancellationToken);

    /// <inheritdoc cref="GetAsync"/>
    public ValueTask<TAnswer?> DeleteAsync<TAnswer>(string path, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken)
        where TAnswer : class =>
        SendAsync(HttpMethod.Delete, path, content: null, answer, cancellationToken);

    public void Dispose() => _client.Dispose();

    /// <summary>What is thrown when an answer is not what the documentation says.</summary>
    public VectorServerException Unreadable(Exception? cause = null) =>
        new($"{_server} answered what its documentation does not have.", cause!);

    private async ValueTask<TAnswer?> SendAsync<TAnswer>(
        HttpMethod method, string path, HttpContent? content, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken)
        where TAnswer : class
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound)
        {
            return null;
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new VectorServerException($"{_server} answered {(int)response.StatusCode} to {method} {path}: {await ReasonAsync(response, cancellationToken)}")
            {
                Status = response.StatusCode,
            };
        }

        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(body, answer, cancellationToken) ?? throw Unreadable();
        }
        catch (JsonException error)
        {
            throw Unreadable(error);
        }
    }

    // Servers say in a line what is wrong; what is behind it is of no use in a log.
    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxReason];
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var length = await body.ReadAtLeastAsync(buffer, MaxReason, throwOnEndOfStream: false, cancellationToken);
        return System.Text.Encoding.UTF8.GetString(buffer.AsSpan(0, length)).ReplaceLineEndings(" ");
    }
}
