using System.Net;
using System.Text;
using System.Text.Json;

namespace DeploymentFlex.Services.Tests;

/// <summary>Reads answers as a client sees them.</summary>
internal static class HttpAnswers
{
    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public static Uri Path(string path) => new(path, UriKind.Relative);

    public static async Task<JsonElement> ReadAsync(this HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The detail of problem details, which an answer must be.</summary>
    public static async Task<string> ReadProblemAsync(this HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", text);
        var problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        return problem.GetProperty("detail").GetString().ShouldNotBeNull();
    }
}
