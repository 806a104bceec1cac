using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace DeploymentFlex.Services.Console.Backend;

/// <summary>Sends a request to a service and turns whatever comes of it into an <see cref="Answer{T}"/>.</summary>
internal static class ServiceCall
{
    public static Task<Answer<T>> AskAsync<T>(
        this HttpClient http, string service, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        http.AskAsync(service, new HttpRequestMessage(HttpMethod.Get, path), type, static (value, _) => value, cancellationToken);

    /// <summary>Sends a request; <paramref name="complete"/> adds to the value what only the response's headers say.</summary>
    public static async Task<Answer<T>> AskAsync<T>(
        this HttpClient http,
        string service,
        HttpRequestMessage request,
        JsonTypeInfo<T> type,
        Func<T, HttpResponseMessage, T> complete,
        CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                return await ReadTroubleAsync(service, response, cancellationToken);
            }

            var value = await response.Content.ReadFromJsonAsync(type, cancellationToken);
            return value is null ? Trouble.NoAnswer(service) : complete(value, response);
        }
        catch (Exception error) when (IsNoAnswer(error, cancellationToken))
        {
            return Trouble.NoAnswer(service);
        }
        finally
        {
            request.Dispose();
        }
    }

    // A time-out of the client shows as a cancellation that nobody asked for.
    private static bool IsNoAnswer(Exception error, CancellationToken cancellationToken) =>
        error is HttpRequestException or JsonException or IOException
        || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static async Task<Trouble> ReadTroubleAsync(
        string service, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        ProblemBody? problem = null;
        if (response.Content.Headers.ContentType?.MediaType is "application/problem+json")
        {
            problem = await response.Content.ReadFromJsonAsync(ConsoleJson.Default.ProblemBody, cancellationToken);
        }

        return Trouble.From(service, (int)response.StatusCode, problem);
    }
}
