using DeploymentFlex.Conformance.Time;
using DeploymentFlex.ExternalApis;
using DeploymentFlex.ExternalApis.Production;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.ExternalApis;

public sealed class ProductionExternalApiTests : IAsyncLifetime
{
    private const string Key = "sk-canary-4711";

    private ApiStandIn _api = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _api = await ApiStandIn.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_call_has_the_key_and_goes_below_the_address()
    {
        using var provider = Create();
        await provider.SendAsync(new ExternalRequest("known", HttpMethod.Get, "items/7?full=1", default), Token);
        _api.Received.ShouldHaveSingleItem().ShouldBe(("GET", "/v1/items/7?full=1", $"Bearer {Key}", null));
    }

    [Theory]
    [InlineData("GET", null, false)]
    [InlineData("PUT", null, false)]
    [InlineData("POST", "order-7", false)]
    [InlineData("POST", null, true)]
    public async Task A_call_that_may_be_repeated_is_until_the_api_is_no_longer_busy(string method, string? key, bool changesNothing)
    {
        _api.Answer(503);
        _api.Answer(429);
        _api.Answer(500);
        using var provider = Create();
        var answer = await provider.SendAsync(new ExternalRequest("known", new HttpMethod(method), "x", "{}"u8.ToArray(), key, changesNothing), Token);
        answer.Status.ShouldBe(200);
        _api.Received.Count.ShouldBe(4);
        _api.Received.ShouldAllBe(call => call.IdempotencyKey == key);
    }

    [Fact]
    public async Task Any_other_is_sent_once_and_the_apis_error_is_its_answer()
    {
        _api.Answer(500);
        using var provider = Create();
        var answer = await provider.SendAsync(new ExternalRequest("known", HttpMethod.Post, "x", "{}"u8.ToArray()), Token);
        (answer.Provider, answer.Status, _api.Received.Count).ShouldBe(("production", 500, 1));
    }

    [Fact]
    public async Task A_call_that_the_api_may_have_done_fails_as_such()
    {
        _api.StandStill();
        using var provider = Create(timeout: TimeSpan.FromSeconds(2));
        var error = await Should.ThrowAsync<ExternalCallUncertainException>(
            async () => await provider.SendAsync(new ExternalRequest("known", HttpMethod.Post, "x", default), Token));
        error.Message.ShouldContain("The API known did not answer within 2 s. It may have done what it was asked");
        error.ToString().ShouldNotContain(Key);
        _api.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_caller_who_no_longer_waits_ends_the_call()
    {
        _api.StandStill();
        using var provider = Create();
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var call = provider.SendAsync(new ExternalRequest("known", HttpMethod.Get, "x", default), caller.Token).AsTask();
        await Until.TrueAsync(() => _api.Received.Count == 1, "the call has arrived");
        await caller.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
        _api.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_pause_is_what_the_api_asks_for_up_to_a_bound()
    {
        _api.Answer(503, retryAfter: "5");
        _api.Answer(503, retryAfter: "3600");
        var time = new ManualTime();
        using var provider = Create(time: time);
        var call = provider.SendAsync(new ExternalRequest("known", HttpMethod.Get, "x", default), Token).AsTask();
        var started = time.GetUtcNow();
        await PassUntilCalledAsync(time, 2);
        (time.GetUtcNow() - started).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5));

        // From the beginning: the second pause is on before this test sees the call that it follows.
        await PassUntilCalledAsync(time, 3);
        (time.GetUtcNow() - started).ShouldBeInRange(TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(5));
        (await call).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("../admin")]
    [InlineData("a/../../admin")]
    public async Task A_path_does_not_lead_out_of_the_api(string path)
    {
        using var provider = Create();
        await Should.ThrowAsync<ArgumentException>(async () => await provider.SendAsync(new ExternalRequest("known", HttpMethod.Get, path, default), Token));
        _api.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_key_goes_nowhere_else()
    {
        await using var elsewhere = await ApiStandIn.StartAsync();
        _api.Next.Enqueue(context =>
        {
            context.Response.Redirect(elsewhere.Address);
            return Task.CompletedTask;
        });
        using var provider = Create();
        (await provider.SendAsync(new ExternalRequest("known", HttpMethod.Get, "//other.example/x", default), Token)).Status.ShouldBe(302);
        elsewhere.Received.ShouldBeEmpty();
        _api.Received.ShouldHaveSingleItem().Path.ShouldBe("/v1/other.example/x");
    }

    [Fact]
    public async Task An_answer_over_the_bound_is_a_failure()
    {
        using var provider = Create(maxAnswerBytes: 5);
        await Should.ThrowAsync<ExternalApiException>(async () => await provider.SendAsync(new ExternalRequest("known", HttpMethod.Get, "x", default), Token));
    }

    /// <summary>Lets time pass in small steps until the API was called so often.</summary>
    private Task PassUntilCalledAsync(ManualTime time, int calls) => Until.TrueAsync(
        () =>
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            return _api.Received.Count == calls;
        },
        $"the API is called {calls} times");

    private ProductionExternalApi Create(TimeSpan? timeout = null, int maxAnswerBytes = 1000, TimeProvider? time = null)
    {
        var api = new ProductionApiOptions
        {
            BaseUrl = _api.Address,
            ApiKey = Key,
            Timeout = timeout ?? TimeSpan.FromMinutes(10),
            RetryDelay = TimeSpan.FromMilliseconds(1),
            MaxAnswerBytes = maxAnswerBytes,
        };
        return new ProductionExternalApi(new ProductionExternalApiOptions { Apis = { ["known"] = api } }, new SocketsHttpHandler(), time ?? TimeProvider.System);
    }
}
