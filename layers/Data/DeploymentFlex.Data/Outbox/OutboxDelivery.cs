using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Data.Outbox;

/// <summary>Posts one message to its receiver.</summary>
internal sealed class OutboxDelivery(IHttpClientFactory clients, IOptions<OutboxOptions> options, TimeProvider time)
{
    public const string IdempotencyKey = "Idempotency-Key";

    private static readonly ActivitySource s_activities = new("DeploymentFlex.Data");

    /// <summary>Returns null when the receiver took the message, and otherwise why it did not.</summary>
    public async Task<OutboxFailure?> PostAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        using var activity = Start(message);
        using var limit = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var client = clients.CreateClient(OutboxOptions.Client);
            using var request = new HttpRequestMessage(HttpMethod.Post, message.Address);
            request.Content = new StringContent(message.Body, Encoding.UTF8, "application/json");
            request.Headers.Add(IdempotencyKey, message.Id.ToString());
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return response.IsSuccessStatusCode ? null : Refused(response.StatusCode);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return new OutboxFailure($"No answer within {options.Value.Timeout.TotalSeconds} s.", IsRefusal: false);
        }
        catch (Exception error) when (error is HttpRequestException or UriFormatException or InvalidOperationException)
        {
            return new OutboxFailure(error.Message, IsRefusal: false);
        }
    }

    private static OutboxFailure Refused(HttpStatusCode status) => new(
        $"The receiver answered {(int)status}.",
        IsRefusal: (int)status is >= 400 and < 500
            && status is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests));

    /// <summary>Continues the writer's trace, also where nobody records it: the receiver may.</summary>
    private static Activity? Start(OutboxMessage message)
    {
        const string name = "outbox.deliver";
        return message.TraceParent is not { } parent
            ? null
            : s_activities.StartActivity(name, ActivityKind.Producer, parent)
                ?? new Activity(name).SetParentId(parent).Start();
    }
}
