using System.Net.Http.Headers;
using DeploymentFlex.Jobs;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Jobs.Work;

/// <summary>Posts a job to the handler of its type and reads the answer.</summary>
internal sealed class JobHandlers(IHttpClientFactory clients, IOptions<JobsOptions> options, TimeProvider time)
{
    public const string ClientName = "job-handlers";

    /// <summary>The types that have a handler, sorted.</summary>
    public IReadOnlyList<string> Types { get; } = [.. options.Value.Handlers.Keys.Order(StringComparer.Ordinal)];

    public bool Has(string type) => options.Value.Handlers.ContainsKey(type);

    /// <summary>Posts the job. No answer is an answer too; only the token ends this by an exception.</summary>
    public async Task<HandlerAnswer> PostAsync(Job job, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Handlers[job.Type]);
        request.Headers.Add("X-Job-Id", job.Id.ToString());
        request.Headers.Add("X-Job-Attempt", $"{job.Attempt}");
        request.Content = new ReadOnlyMemoryContent(job.Payload);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return await HandlerAnswer.ReadAsync(response, time.GetUtcNow(), cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return HandlerAnswer.None($"{request.RequestUri} did not answer: {error.Message}");
        }
    }
}
