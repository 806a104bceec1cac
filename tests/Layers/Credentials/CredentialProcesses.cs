using DeploymentFlex.Credentials;
using DeploymentFlex.Layers.Tests.Support;

namespace DeploymentFlex.Layers.Tests.Credentials;

/// <summary>
/// Two processes that set the same credential and others at once, each killed in the midst of it and started again: what
/// was acknowledged is there, no version was given twice, and no name has another's secret.
/// </summary>
internal static class CredentialProcesses
{
    private const int Rounds = 2;

    // More than the rounds set, so that no version is dropped for its age.
    private const string Kept = "1000";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="provider">The provider.</param>
    /// <param name="settings">Its settings, which the processes get as variables.</param>
    /// <param name="open">Opens the same store in this process.</param>
    public static async Task RunAsync(string provider, IEnumerable<KeyValuePair<string, string?>> settings, Func<Task<ICredentialStore>> open)
    {
        List<KeyValuePair<string, string?>> all = [.. settings, new("Layers:Credentials:Chain", provider), new($"Layers:Credentials:{provider}:KeepVersions", Kept)];
        var acknowledged = new List<Acknowledgement>();
        for (var round = 1; round <= Rounds; round++)
        {
            var lines = await Task.WhenAll(
                CrashingProcess.RunAsync(20 * round, ["credentials", $"a{round}"], all), CrashingProcess.RunAsync(30 * round, ["credentials", $"b{round}"], all));
            acknowledged.AddRange(lines.SelectMany(static printed => printed).Select(Acknowledgement.Read).OfType<Acknowledgement>());
        }

        acknowledged.ShouldNotBeEmpty();
        acknowledged.Select(static one => (one.Name, one.Version)).ShouldBeUnique();
        var store = await open();
        foreach (var one in acknowledged)
        {
            var kept = await store.GetVersionAsync(one.Name, one.Version, Token);
            kept.ShouldNotBeNull($"{one.Name} {one.Version} was acknowledged").Secret.ShouldBe(one.Secret);
        }

        foreach (var info in await store.ListAsync("n", Token))
        {
            (await store.GetAsync(info.Name, Token))!.Secret.ShouldStartWith($"{info.Name}:");
        }
    }

    private sealed record Acknowledgement(CredentialName Name, int Version, string Secret)
    {
        /// <summary>Null for a line that was cut short.</summary>
        public static Acknowledgement? Read(string line) =>
            line.Split(' ') is [var name, var version, var secret] && secret.EndsWith(';') && CredentialName.TryParse(name, out var parsed)
                ? new Acknowledgement(parsed, int.Parse(version), secret)
                : null;
    }
}
