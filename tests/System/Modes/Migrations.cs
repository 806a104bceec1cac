namespace DeploymentFlex.System.Tests.Modes;

/// <summary>Applies the services' migrations by their own verb, as whoever deploys does in every mode but development.</summary>
internal static class Migrations
{
    public static async Task ApplyAsync(IReadOnlyDictionary<string, string> variables, params IEnumerable<string> services)
    {
        foreach (var service in services)
        {
            var (code, said) = await ServiceProgram.RunAsync(service, variables, input: null, "migrate");
            code.ShouldBe(0, $"{service}: {said}");
        }
    }
}
