namespace Aspire.Hosting.Tests;

public sealed class ModelTests
{
    [Fact]
    public void Two_resources_cannot_have_one_name()
    {
        var builder = DistributedApplication.CreateBuilder();
        builder.AddProject("cases", TestApplication.ServiceProject);

        Should.Throw<DistributedApplicationException>(() => builder.AddProject("Cases", TestApplication.ServiceProject)).Message.ShouldContain("Cases");
    }

    [Theory]
    [InlineData("1st")]
    [InlineData("a_b")]
    [InlineData("a--b")]
    [InlineData("a-")]
    public void A_name_that_would_not_fit_everywhere_is_refused(string name)
    {
        var builder = DistributedApplication.CreateBuilder();

        Should.Throw<ArgumentException>(() => builder.AddProject(name, TestApplication.ServiceProject)).Message.ShouldContain(name);
    }

    [Fact]
    public void A_health_check_needs_an_endpoint()
    {
        var service = DistributedApplication.CreateBuilder().AddProject("cases", TestApplication.ServiceProject);

        Should.Throw<DistributedApplicationException>(() => service.WithHttpHealthCheck("/ready")).Message.ShouldContain("WithHttpEndpoint");
    }

    [Fact]
    public void A_resource_cannot_wait_for_itself()
    {
        var service = DistributedApplication.CreateBuilder().AddProject("cases", TestApplication.ServiceProject);

        Should.Throw<DistributedApplicationException>(() => service.WaitFor(service));
    }
}
