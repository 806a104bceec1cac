using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using static DeploymentFlex.Services.Tests.HttpAnswers;

namespace DeploymentFlex.Services.Tests.Gateway;

public sealed class GatewayTests : IClassFixture<GatewayFixture>
{
    /// <summary>More than a server takes by default.</summary>
    private const long Large = 64L * 1024 * 1024;

    private readonly GatewayFixture _gateway;

    public GatewayTests(GatewayFixture fixture)
    {
        _gateway = fixture;
        foreach (var backend in _gateway.Backends.Values)
        {
            backend.Answer = static context => context.Response.WriteAsync("hello");
        }
    }

    [Theory]
    [InlineData("/api/cases", "cases")]
    [InlineData("/api/cases/7?x=1", "cases")]
    [InlineData("/API/Cases/7", "cases")]
    [InlineData("/api/cases/7/evidence", "evidence")]
    [InlineData("/api/cases/7/evidence?name=a%2Fb", "evidence")]
    [InlineData("/api/evidence/7/content", "evidence")]
    [InlineData("/", "console")]
    [InlineData("/cases/7", "console")]
    [InlineData("/_framework/blazor.web.js", "console")]
    public async Task A_path_goes_to_its_service(string path, string service)
    {
        using var response = await _gateway.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _gateway.Backends[service].Seen.ShouldContain($"GET {path}");
    }

    [Theory]
    [InlineData("/internal/evidence/7")]
    [InlineData("/Internal/purge")]
    [InlineData("//internal")]
    [InlineData("/%69nternal/purge")]
    [InlineData("/%2569nternal/purge")]
    [InlineData("/api/evidence/../../internal")]
    [InlineData("/api/evidence/%2e%2e/%2e%2e/internal")]
    [InlineData("/api/evidence/%252e%252e/%252e%252e/internal/purge")]
    [InlineData("/api/evidence/..%2f..%2finternal/purge")]
    [InlineData("/api/evidence/..%5c..%5cinternal/purge")]
    [InlineData("/api/cases/./../../internal")]
    [InlineData("http://x/internal/purge")]
    public async Task What_is_internal_reaches_no_service(string target)
    {
        var answer = await RawHttp.SendAsync(_gateway.Address, $"POST {target} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 404");
        answer.ShouldContain("application/problem+json");
        _gateway.Backends.Values.SelectMany(static backend => backend.Seen).ShouldNotContain(static seen => seen.Contains("internal", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_api_that_there_is_not_is_not_found()
    {
        using var response = await _gateway.GetAsync("/api/nothing/7");
        (await response.ReadProblemAsync(404)).ShouldContain("/api/nothing/7");
    }

    [Theory]
    [InlineData("/alive")]
    [InlineData("/ready")]
    [InlineData("/health")]
    public async Task Its_health_is_its_own(string path)
    {
        using var response = await _gateway.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _gateway.Backends["console"].Seen.ShouldNotContain($"GET {path}");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_service_that_is_down_is_said_to_be(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/knowledge/search?q=a");
        using var response = await _gateway.Http.SendAsync(request);
        (await response.ReadProblemAsync(503)).ShouldContain("knowledge");
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_service_that_hangs_is_answered_for_and_asked_once()
    {
        _gateway.Cases.Answer = static context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using var impatient = await _gateway.StartGatewayAsync(new KeyValuePair<string, string?>("Gateway:ActivityTimeout", "00:00:02"));
        using var response = await impatient.Http.PostAsync(Path("/api/cases/hang"), Json("{}"));
        await response.ReadProblemAsync(504);
        _gateway.Cases.Seen.Count(static seen => seen == "POST /api/cases/hang").ShouldBe(1);
    }

    [Fact]
    public async Task A_service_that_breaks_off_is_answered_for_and_asked_once()
    {
        _gateway.Cases.Answer = static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        using var response = await _gateway.Http.PostAsync(Path("/api/cases/break"), Json("{}"));
        await response.ReadProblemAsync(503);
        _gateway.Cases.Seen.Count(static seen => seen == "POST /api/cases/break").ShouldBe(1);
    }

    [Fact]
    public async Task Answers_and_their_headers_pass_as_they_are()
    {
        _gateway.Cases.Answer = static context =>
        {
            context.Response.StatusCode = 418;
            context.Response.Headers["X-Degraded"] = "files=local";
            context.Response.Headers.ETag = "\"3\"";
            return context.Response.WriteAsync(context.Request.Headers["X-Forwarded-Host"].ToString() + context.Request.Headers["X-Forwarded-For"]);
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/cases");
        request.Headers.Add("X-Forwarded-For", "6.6.6.6");
        using var response = await _gateway.Http.SendAsync(request);
        ((int)response.StatusCode).ShouldBe(418);
        response.Headers.GetValues("X-Degraded").ShouldBe(["files=local"]);
        response.Headers.ETag!.Tag.ShouldBe("\"3\"");
        (await response.Content.ReadAsStringAsync()).ShouldBe($"{_gateway.Address.Authority}127.0.0.1");
    }

    [Fact]
    public async Task A_large_body_is_passed_on_while_it_comes_in()
    {
        var arrived = new TaskCompletionSource();
        var total = 0L;
        _gateway.Cases.Answer = async context =>
        {
            var buffer = new byte[64 * 1024];
            for (var read = 1; read > 0; total += read)
            {
                read = await context.Request.Body.ReadAsync(buffer);
                arrived.TrySetResult();
            }
        };

        // The body goes on only once its beginning has arrived.
        using var content = new StreamContent(new GatedStream(Large, arrived.Task));
        using var response = await _gateway.Http.PostAsync(Path("/api/cases"), content);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        total.ShouldBe(Large);
    }

    [Fact]
    public async Task A_large_answer_is_passed_on_while_it_comes_in()
    {
        var arrived = new TaskCompletionSource();
        _gateway.Cases.Answer = async context =>
        {
            await using var source = new GatedStream(Large, arrived.Task);
            await source.CopyToAsync(context.Response.Body);
        };
        using var response = await _gateway.Http.GetAsync(Path("/api/cases"), HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var (buffer, total) = (new byte[64 * 1024], 0L);
        for (var read = 1; read > 0; total += read)
        {
            read = await body.ReadAsync(buffer);
            arrived.TrySetResult();
        }

        total.ShouldBe(Large);
    }

    [Fact]
    public async Task A_refusal_before_the_body_reaches_the_client()
    {
        _gateway.Cases.Answer = static context =>
        {
            context.Response.StatusCode = 413;
            return context.Response.WriteAsync("too large");
        };
        var answer = await RawHttp.SendAsync(
            _gateway.Address, $"POST /api/cases HTTP/1.1\r\nHost: x\r\nContent-Length: {8L << 30}\r\n\r\nabc", until: "too large");
        answer.ShouldStartWith("HTTP/1.1 413");
    }

    [Fact]
    public async Task Web_sockets_reach_the_console()
    {
        _gateway.Backends["console"].Answer = static async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[100];
            var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
            await socket.SendAsync(buffer.AsMemory(0, received.Count), WebSocketMessageType.Text, true, CancellationToken.None);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        };
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new Uri($"ws://{_gateway.Address.Authority}/_blazor"), CancellationToken.None);
        await client.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        var buffer = new byte[100];
        var answer = await client.ReceiveAsync(buffer, CancellationToken.None);
        Encoding.UTF8.GetString(buffer, 0, answer.Count).ShouldBe("hello");
    }

    /// <summary>So many bytes, of which all but the first are there once the gate opens.</summary>
    private sealed class GatedStream(long length, Task gate) : Stream
    {
        private const int First = 16 * 1024;

        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_position > 0)
            {
                await gate.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
            }

            var taken = (int)Math.Min(_position == 0 ? Math.Min(First, buffer.Length) : buffer.Length, length - _position);
            buffer.Span[..taken].Clear();
            _position += taken;
            return taken;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
