using DeploymentFlex.Cli.Run;

namespace DeploymentFlex.Cli.Tests.Run;

public sealed class DashboardAddressesTests
{
    [Fact]
    public void Each_run_has_its_own_ports_and_keys_on_this_machine()
    {
        var (one, other) = (New(), New());

        string[] addresses = ["ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"];
        addresses.Select(name => one[name]).Distinct().Count().ShouldBe(3);
        addresses.ShouldAllBe(name => new Uri(one[name]!).IsLoopback);
        one["ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN"].ShouldNotBe(other["ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN"]);
        one["ASPIRE_DASHBOARD_RESOURCESERVICE_APIKEY"].ShouldNotBe(one["ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN"]);
    }

    [Fact]
    public void What_the_user_has_set_stays()
    {
        var environment = new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = "http://localhost:15080" };
        DashboardAddresses.AddTo(environment);
        environment["ASPNETCORE_URLS"].ShouldBe("http://localhost:15080");
    }

    private static Dictionary<string, string?> New()
    {
        var environment = new Dictionary<string, string?>();
        DashboardAddresses.AddTo(environment);
        return environment;
    }
}
