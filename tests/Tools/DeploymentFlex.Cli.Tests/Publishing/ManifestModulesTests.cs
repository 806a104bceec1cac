using System.Text.Json.Nodes;
using DeploymentFlex.Cli.Publishing;

namespace DeploymentFlex.Cli.Tests.Publishing;

public sealed class ManifestModulesTests : IDisposable
{
    private readonly TemporaryRepository _clone = new();

    [Fact]
    public void Modules_move_into_a_folder_named_like_the_manifest_and_are_found_there()
    {
        var manifest = _clone.Write("m.json", """
            { "resources": {
                "a": { "type": "azure.bicep.v0", "path": "a.module.bicep" },
                "b": { "type": "project.v0", "path": "b.csproj" } } }
            """);
        _clone.Write("a.module.bicep", "param a string");

        ManifestModules.Gather(manifest).ShouldBe(1);

        var resources = JsonNode.Parse(File.ReadAllText(manifest))!["resources"]!;
        resources["a"]!["path"]!.GetValue<string>().ShouldBe("m/a.module.bicep");
        resources["b"]!["path"]!.GetValue<string>().ShouldBe("b.csproj");
        File.ReadAllText(Path.Combine(_clone.Root, "m", "a.module.bicep")).ShouldBe("param a string");
        File.Exists(Path.Combine(_clone.Root, "a.module.bicep")).ShouldBeFalse();
    }

    [Fact]
    public void Modules_of_an_earlier_manifest_are_gone_and_other_files_are_not()
    {
        var manifest = _clone.Write("m.json", """{ "resources": {} }""");
        var old = _clone.Write("m/old.module.bicep", "");
        var other = _clone.Write("m/notes.md", "");

        ManifestModules.Gather(manifest).ShouldBe(0);

        File.Exists(old).ShouldBeFalse();
        File.Exists(other).ShouldBeTrue();
    }

    [Fact]
    public void A_folder_that_no_module_is_left_in_is_gone()
    {
        var manifest = _clone.Write("m.json", """{ "resources": {} }""");
        var old = _clone.Write("m/old.module.bicep", "");

        ManifestModules.Gather(manifest);

        Directory.Exists(Path.GetDirectoryName(old)).ShouldBeFalse();
    }

    public void Dispose() => _clone.Dispose();
}
