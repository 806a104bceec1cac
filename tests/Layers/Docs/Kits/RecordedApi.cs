using System.Text.Json;
using DeploymentFlex.ExternalApis;

namespace Example.Apis;

/// <summary>Answers for an API with what was recorded of it: a file for each.</summary>
public sealed class RecordedApi(string folder) : IExternalApi
{
    public async ValueTask<ExternalAnswer> SendAsync(ExternalRequest request, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, Uri.EscapeDataString(request.Api) + ".json");
        return File.Exists(path)
            ? new ExternalAnswer("recorded", 200, await File.ReadAllBytesAsync(path, cancellationToken))
            : new ExternalAnswer("recorded", 404, JsonSerializer.SerializeToUtf8Bytes(new { detail = $"There is no record of {request.Api}." }));
    }
}
