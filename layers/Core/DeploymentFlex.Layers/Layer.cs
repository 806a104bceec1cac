namespace DeploymentFlex.Layers;

/// <summary>The layers by the names that configuration uses.</summary>
public static class Layer
{
    public const string Credentials = "Credentials";
    public const string Telemetry = "Telemetry";
    public const string Authentication = "Authentication";
    public const string Cache = "Cache";
    public const string Data = "Data";
    public const string Files = "Files";
    public const string Vectors = "Vectors";
    public const string ExternalApis = "ExternalApis";
    public const string Jobs = "Jobs";

    /// <summary>All layers, in the order in which they are listed to people.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Credentials, Telemetry, Authentication, Cache, Data, Files, Vectors, ExternalApis, Jobs];
}
