using DeploymentFlex.Hosting.Watching;

namespace DeploymentFlex.Hosting.Tests.Watching;

public sealed class ProjectGraphTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("watching-test-").FullName;
    private readonly string _core;
    private readonly string _files;
    private readonly string _evidence;
    private readonly string _cases;

    public ProjectGraphTests()
    {
        _core = Write("layers/Core/Core.csproj");
        _files = Write("layers/Files/Files.csproj", "../Core/Core.csproj");
        _evidence = Write("services/Evidence/Evidence.csproj", @"..\..\layers\Files\Files.csproj");
        _cases = Write("services/Cases/Cases.csproj", "../../layers/Core/Core.csproj");
    }

    [Fact]
    public void A_project_comes_after_those_that_it_references() =>
        new ProjectGraph([_evidence, _cases]).Projects.ShouldBe([_core, _files, _evidence, _cases]);

    [Fact]
    public void A_change_in_a_layer_concerns_the_services_that_are_made_of_it()
    {
        var graph = new ProjectGraph([_evidence, _cases]);

        graph.Uses(_evidence, _core).ShouldBeTrue();
        graph.Uses(_evidence, _files).ShouldBeTrue();
        graph.Uses(_cases, _files).ShouldBeFalse();
    }

    [Fact]
    public void What_all_services_are_made_of_stands_in_the_file_that_they_share()
    {
        Write("services/Directory.Build.props", "../../layers/Files/Files.csproj");

        new ProjectGraph([_cases]).Uses(_cases, _files).ShouldBeTrue();
    }

    [Fact]
    public void A_file_belongs_to_the_project_whose_folder_it_lies_in()
    {
        var graph = new ProjectGraph([_evidence, _cases]);

        graph.ProjectOf(Path.Combine(_folder, "layers", "Files", "Local", "Store.cs")).ShouldBe(_files);
        graph.ProjectOf(Path.Combine(_folder, "layers", "FilesOfOthers", "Store.cs")).ShouldBeNull();
        graph.ProjectOf(Path.Combine(_folder, "layers", "Files", "obj", "Debug", "Files.g.cs")).ShouldBeNull();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string path, params string[] references)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var items = string.Concat(references.Select(static reference => $"""<ProjectReference Include="{reference}" />"""));
        File.WriteAllText(file, $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{items}</ItemGroup></Project>""");
        return file;
    }
}
