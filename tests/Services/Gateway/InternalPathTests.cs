using DeploymentFlex.Services.Gateway;

namespace DeploymentFlex.Services.Tests.Gateway;

public sealed class InternalPathTests
{
    [Theory]
    [InlineData("/internal")]
    [InlineData("/internal/")]
    [InlineData("/INTERNAL/jobs")]
    [InlineData("//internal")]
    [InlineData("/./internal")]
    [InlineData("\\internal")]
    [InlineData("/api/..\\internal")]
    [InlineData("/%69nternal")]
    [InlineData("/%2569nternal")]
    [InlineData("/%252569nternal")]
    [InlineData("/api/evidence/../../internal")]
    [InlineData("/api/evidence/%2e%2e/%2e%2e/internal")]
    [InlineData("/api/evidence/..%2f..%2finternal")]
    [InlineData("/api/evidence/..%5c..%5cinternal")]
    [InlineData("/../../internal")]
    [InlineData("/%2finternal")]
    [InlineData("/internal%20/jobs")]
    [InlineData("/%2525252525252525252561")]
    public void A_path_that_leads_inside_is_known(string path) => InternalPath.Matches(path).ShouldBeTrue();

    [Theory]
    [InlineData("/")]
    [InlineData("")]
    [InlineData("/internals")]
    [InlineData("/api/cases/internal")]
    [InlineData("/internal/../api/cases")]
    [InlineData("/100%")]
    [InlineData("/api/cases/%2525")]
    public void Another_path_is_left_alone(string path) => InternalPath.Matches(path).ShouldBeFalse();
}
