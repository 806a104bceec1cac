using DeploymentFlex.Cli.Run;

namespace DeploymentFlex.Cli.Tests.Run;

public class DotNetBuildTests
{
    private static readonly Repository Clone = new("/home/ada/flex");

    [Fact]
    public void Errors_are_shown_once_and_from_the_root_of_the_clone()
    {
        var result = new ChildResult(1, """
              Determining projects to restore...
              DeploymentFlex.Layers -> /home/ada/flex/layers/Core/DeploymentFlex.Layers/bin/Debug/net10.0/DeploymentFlex.Layers.dll
            /home/ada/flex/services/Cases/Program.cs(5,1): error CS0103: The name 'builder' does not exist in the current context [/home/ada/flex/services/Cases/DeploymentFlex.Services.Cases.csproj]
            /home/ada/flex/services/Cases/Program.cs(5,1): error CS0103: The name 'builder' does not exist in the current context [/home/ada/flex/services/Cases/DeploymentFlex.Services.Cases.csproj]
                1 Error(s)
            """);

        DotNetBuild.Errors(result, Clone)
            .ShouldBe(["services/Cases/Program.cs(5,1): error CS0103: The name 'builder' does not exist in the current context"]);
    }

    [Fact]
    public void A_build_that_broke_down_without_an_error_line_is_shown_whole() =>
        DotNetBuild.Errors(new ChildResult(134, "Out of memory.\n"), Clone).ShouldBe(["Out of memory."]);

    [Theory]
    [InlineData("  DeploymentFlex.Layers -> /home/ada/flex/layers/x.dll", "DeploymentFlex.Layers")]
    [InlineData("  Determining projects to restore...", null)]
    public void Progress_names_the_project_that_is_done(string line, string? project) => DotNetBuild.BuiltProject(line).ShouldBe(project);
}
