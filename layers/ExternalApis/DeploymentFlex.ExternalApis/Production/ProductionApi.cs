using System.Net.Http.Headers;
using DeploymentFlex.Layers.Http;
using Polly;
using Polly.Retry;

namespace DeploymentFlex.ExternalApis.Production;

/// <summary>
/// One real API. A call that may be repeated is, when the API is busy or away; any other is sent once. What the API
/// certainly did not do is a failure, for which the next provider may be asked; what it may have done is not.
/// </summary>
internal sealed class ProductionApi : IDisposable
{
    private readonly string _name;
    private readonly ProductionApiOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;
    private readonly ResiliencePipeline<Attempted> _retries;

    public ProductionApi(string name, ProductionApiOptions options, HttpMessageHandler handler, TimeProvider time)
    {
        _name = name;
        _options = options;
        _time = time;
        _client = new HttpClient(handler, disposeHandler: false)
        {
            BaseAddress = options.Address,
            MaxResponseContentBufferSize = options.MaxAnswerBytes,
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        _retries = Retries(options, time);
    }

    public async ValueTask<ExternalAnswer> SendAsync(ExternalRequest request, CancellationToken cancellationToken)
    {
        var address = AddressOf(request.Path);
        var attempted = request.IsIdempotent
            ? await _retries.ExecuteAsync(
                static (state, token) => state.Api.AttemptAsync(state.Request, state.Address, token), (Api: this, Request: request, Address: address), cancellationToken)
            : await AttemptAsync(request, address, cancellationToken);
        if (attempted.Answer is { } answer && !(attempted.IsBusy && (request.IsIdempotent || attempted.IsUntouched)))
        {
            return answer;
        }

        var reason = attempted.Answer is { Status: var status } ? $"answered {status}" : attempted.Error is OperationCanceledException
            ? $"did not answer within {_options.Timeout.TotalSeconds} s"
            : $"did not answer: {attempted.Error!.Message}";
        throw request.IsIdempotent || attempted.IsUntouched
            ? new ExternalApiException($"The API {_name} {reason}.", attempted.Error)
            : new ExternalCallUncertainException(
                $"The API {_name} {reason}. It may have done what it was asked: look there before you call again, or give calls an idempotency key.", attempted.Error);
    }

    public void Dispose() => _client.Dispose();

    private static ResiliencePipeline<Attempted> Retries(ProductionApiOptions options, TimeProvider time) => options.Retries == 0
        ? ResiliencePipeline<Attempted>.Empty
        : new ResiliencePipelineBuilder<Attempted> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<Attempted>
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                MaxDelay = options.MaxRetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Result is { IsBusy: true } or { Answer: null }),
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryAfter is { } wait
                    ? wait < options.MaxRetryDelay ? wait : options.MaxRetryDelay
                    : (TimeSpan?)null),
            })
            .Build();

    private async ValueTask<Attempted> AttemptAsync(ExternalRequest request, Uri address, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var message = MessageOf(request, address);
        try
        {
            using var response = await _client.SendAsync(message, linked.Token);
            return new Attempted
            {
                Answer = new ExternalAnswer(ProductionExternalApi.Name, (int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(linked.Token)),
                RetryAfter = response.Headers.RetryAfter is { } wait ? wait.Delta ?? wait.Date - _time.GetUtcNow() : null,
            };
        }
        catch (HttpRequestException error)
        {
            return new Attempted { Error = error, IsUnsent = ServerHttp.IsUnsent(error) };
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            return new Attempted { Error = error };
        }
    }

    private HttpRequestMessage MessageOf(ExternalRequest request, Uri address)
    {
        var message = new HttpRequestMessage(request.Method, address);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (!request.Body.IsEmpty)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        if (!string.IsNullOrEmpty(_options.ApiKey))
        {
            var isBearer = string.Equals(_options.ApiKeyHeader, "Authorization", StringComparison.OrdinalIgnoreCase);
            message.Headers.TryAddWithoutValidation(_options.ApiKeyHeader, isBearer ? $"Bearer {_options.ApiKey}" : _options.ApiKey);
        }

        if (request.IdempotencyKey is { } key)
        {
            message.Headers.Add(_options.IdempotencyKeyHeader, key);
        }

        return message;
    }

    // A path that leads elsewhere would take the key there.
    private Uri AddressOf(string path)
    {
        return Uri.TryCreate(_options.Address.AbsoluteUri + path.TrimStart('/'), UriKind.Absolute, out var address) && _options.Address.IsBaseOf(address)
            ? address
            : throw new ArgumentException($"The path of a call of {_name} is none, or leads out of the API.", nameof(path));
    }
}
