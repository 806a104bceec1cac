using System.Text.RegularExpressions;

namespace DeploymentFlex.Architecture.Tests;

/// <summary>What keeps connections where settings lead, in on-premises mode.</summary>
public partial class IsolationTests
{
    // Its database is a file; its connections are the data layer's.
    private static readonly string[] s_withoutNetwork = ["DeploymentFlex.Data.Sqlite", "DeploymentFlex.Credentials.Database"];

    public static TheoryData<ProjectFile> Vendors =>
    [
        .. ProjectFile.All.Where(static project => project is { Room: "layers", Name: not "Core" }
            && Path.GetFileName(project.Folder).Split('.').Length > 2
            && !s_withoutNetwork.Contains(Path.GetFileName(project.Folder), StringComparer.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Vendors))]
    public void The_options_of_a_vendors_provider_name_their_endpoints(ProjectFile project) =>
        project.Sources.ShouldContain(path => Names().IsMatch(File.ReadAllText(path)), $"{project.Path}: no options implement INamesEndpoints");

    // By themselves, or as options of a server that several layers use.
    [GeneratedRegex(@"(: [^{]*\b|Bind<)(INamesEndpoints|PostgresOptions|RedisOptions)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Names();
}
