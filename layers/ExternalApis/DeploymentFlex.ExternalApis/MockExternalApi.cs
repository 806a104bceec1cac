using System.Text;

namespace DeploymentFlex.ExternalApis;

/// <summary>
/// Answers for external APIs that are not to be called: with what the settings say, else with 501 and how to set an
/// answer. It never makes one up.
/// </summary>
public sealed class MockExternalApi(MockExternalApiOptions options) : IExternalApi
{
    public const string Name = "mock";

    public ValueTask<ExternalAnswer> SendAsync(ExternalRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new ValueTask<ExternalAnswer>(options.Answers.TryGetValue(request.Api, out var answer)
            ? new ExternalAnswer(Name, 200, Encoding.UTF8.GetBytes(answer))
            : ExternalAnswer.NotSetUp(
                Name, "No mock answer", $"Set Layers:ExternalApis:mock:Answers:{request.Api} to the JSON that the mock answers."));
    }
}
