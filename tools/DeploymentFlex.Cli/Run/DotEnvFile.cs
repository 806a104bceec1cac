using DotNetEnv;

namespace DeploymentFlex.Cli.Run;

/// <summary>The settings in the repository's <c>.env</c>, which <c>flex</c> hands on; the environment's own win.</summary>
internal static class DotEnvFile
{
    public static IEnumerable<KeyValuePair<string, string>> Read(Repository repository)
    {
        var path = Path.Combine(repository.Root, ".env");
        return File.Exists(path) ? Env.NoEnvVars().Load(path) : [];
    }
}
