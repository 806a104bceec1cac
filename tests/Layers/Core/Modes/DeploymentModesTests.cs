namespace DeploymentFlex.Layers.Tests.Core.Modes;

public class DeploymentModesTests
{
    [Fact]
    public void Modes_are_read_with_dashes_and_underscores() =>
        DeploymentFlex.Layers.Modes.DeploymentModes.TryParse("on_premises", out _).ShouldBeTrue();
}
