namespace DeploymentFlex.ExternalApis;

/// <summary>The answers of the mock: <c>Layers:ExternalApis:mock</c>.</summary>
public sealed class MockExternalApiOptions
{
    /// <summary>The JSON to answer, by API: <c>Layers:ExternalApis:mock:Answers:{api}</c>.</summary>
    public Dictionary<string, string> Answers { get; } = new(StringComparer.OrdinalIgnoreCase);
}
