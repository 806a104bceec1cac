using DeploymentFlex.Cli.Run;

namespace DeploymentFlex.Cli.Services;

/// <summary>The program of one service, run for one of its verbs with the settings that <c>flex up</c> would hand it.</summary>
internal sealed record ServiceBinary(string Name, string Assembly)
{
    /// <summary>What a service returns whose program has no such verb (EX_USAGE of sysexits.h).</summary>
    public const int NoSuchVerb = 64;

    private const string Prefix = "DeploymentFlex.Services.";

    /// <summary>Every service of the clone, sorted by name; the project that holds them all in one process is none.</summary>
    public static IReadOnlyList<ServiceBinary> FindAll(Repository repository) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(repository.Root, "services"), Prefix + "*.csproj", SearchOption.AllDirectories)
            .Select(static project => new ServiceBinary(Path.GetFileNameWithoutExtension(project)[Prefix.Length..].ToLowerInvariant(), Repository.OutputOf(project)))
            .Where(static service => service.Name is not "all")
            .OrderBy(static service => service.Name, StringComparer.Ordinal),
    ];

    public async Task<ChildResult> RunAsync(
        Repository repository, string? mode, IEnumerable<string> verb, string? input, CancellationToken cancellationToken)
    {
        // The environment's own win over the file's, and both over what is usual.
        var environment = DotEnvFile.Read(repository)
            .Append(new("Deployment__DataPath", Path.Combine(repository.FlexFolder, "data")))
            .Where(static item => Environment.GetEnvironmentVariable(item.Key) is null)
            .GroupBy(static item => item.Key, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.First().Value, StringComparer.Ordinal);
        if (mode is not null)
        {
            environment["Deployment__Mode"] = mode.Replace('_', '-').ToLowerInvariant();
        }

        return await ChildProcess.RunAsync(
            "dotnet", [Assembly, .. verb], Path.GetDirectoryName(Assembly)!, environment: environment, input: input, cancellationToken: cancellationToken);
    }
}
