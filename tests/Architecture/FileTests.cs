namespace DeploymentFlex.Architecture.Tests;

/// <summary>What a reader may count on in every file.</summary>
public class FileTests
{
    private const int MaxLines = 300;

    public static TheoryData<ProjectFile> Projects => [.. ProjectFile.All];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_file_holds_one_idea(ProjectFile project) =>
        project.Sources
            .Where(static path => !path.Contains("/Migrations/", StringComparison.Ordinal))
            .Where(static path => File.ReadLines(path).Count() > MaxLines)
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_name_says_what_a_type_does(ProjectFile project)
    {
        string[] empty = ["Helper", "Helpers", "Utils", "Util", "Manager"];
        project.Sources
            .Select(static path => Path.GetFileNameWithoutExtension(path))
            .Where(name => empty.Any(word => name.EndsWith(word, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    // It would show what credentials were put in the place of (secret://).
    [Theory]
    [MemberData(nameof(Projects))]
    public void Nobody_prints_the_whole_configuration(ProjectFile project) =>
        project.Sources
            .Where(static path => File.ReadAllText(path).Contains("GetDebugView", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void What_exists_only_for_a_closed_network_stands_in_its_own_folder()
    {
        var files = Directory.EnumerateFiles(ProjectFile.Root, "*.*proj", SearchOption.AllDirectories)
            .Where(static path => !path.Contains("/closed-network/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal));
        foreach (var path in files)
        {
            File.ReadLines(path)
                .Where(static line => line.Contains("Condition=", StringComparison.Ordinal) && line.Contains("DeploymentFlexFeed", StringComparison.Ordinal))
                .ShouldBeEmpty(path);
        }
    }
}
