using System.Net.Http.Json;

namespace Aspire.Hosting.Tests;

public sealed class EnvironmentTests
{
    [Fact]
    public async Task A_service_gets_the_addresses_of_those_it_refers_to_and_its_own()
    {
        await using var application = new TestApplication();
        var data = application.AddService("case-data").WithHttpEndpoint(name: "admin");
        var web = application.AddService("web").WithReference(data).WithEnvironment("DATA_ADDRESS", data.GetEndpoint("admin"));
        await application.StartHealthyAsync();

        var environment = await ReadEnvironmentAsync(web.GetEndpoint("http").Url);

        var address = data.GetEndpoint("http").Url;
        var admin = data.GetEndpoint("admin").Url;
        (admin == address).ShouldBeFalse();
        environment["services__case-data__http__0"].ShouldBe(address);
        environment["services__case-data__admin__0"].ShouldBe(admin);
        environment["CASE_DATA_HTTP"].ShouldBe(address);
        environment["DATA_ADDRESS"].ShouldBe(admin);
        environment["ASPNETCORE_URLS"].ShouldBe(web.GetEndpoint("http").Url);
        environment.ContainsKey("services__web__http__0").ShouldBeFalse();
    }

    [Fact]
    public async Task Two_services_may_refer_to_each_other()
    {
        await using var application = new TestApplication();
        var jobs = application.AddService("jobs");
        var knowledge = application.AddService("knowledge").WithReference(jobs);
        jobs.WithReference(knowledge);
        await application.StartHealthyAsync();

        (await ReadEnvironmentAsync(jobs.GetEndpoint("http").Url))["services__knowledge__http__0"].ShouldBe(knowledge.GetEndpoint("http").Url);
        (await ReadEnvironmentAsync(knowledge.GetEndpoint("http").Url))["services__jobs__http__0"].ShouldBe(jobs.GetEndpoint("http").Url);
    }

    [Fact]
    public void An_address_is_not_known_before_the_start()
    {
        var builder = DistributedApplication.CreateBuilder();
        var service = builder.AddProject("cases", TestApplication.ServiceProject).WithHttpEndpoint();

        Should.Throw<InvalidOperationException>(() => service.GetEndpoint("http").Url).Message.ShouldContain("cases");
        Should.Throw<InvalidOperationException>(() => service.GetEndpoint("grpc").Url).Message.ShouldContain("grpc");
    }

    private static async Task<Dictionary<string, string>> ReadEnvironmentAsync(string address)
    {
        using var client = new HttpClient();
        return (await client.GetFromJsonAsync<Dictionary<string, string>>($"{address}/environment", TestContext.Current.CancellationToken))!;
    }
}
