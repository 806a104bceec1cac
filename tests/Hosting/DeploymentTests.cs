using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DeploymentFlex.Layers.Modes;

namespace DeploymentFlex.Hosting.Tests;

public sealed class DeploymentTests
{
    [Theory]
    [InlineData(DeploymentMode.Development)]
    [InlineData(DeploymentMode.Development, "--DEPLOYMENT_MODE", "local")]
    [InlineData(DeploymentMode.Hybrid, "--DEPLOYMENT_MODE", "kubernetes")]
    [InlineData(DeploymentMode.OnPremises, "--DEPLOYMENT_MODE", "on_premises")]
    [InlineData(DeploymentMode.Saas, "--DEPLOYMENT_MODE", "on_premises", "--mode", "saas")]
    public async Task The_mode_is_the_one_of_the_command_line_then_of_the_environment_then_development(DeploymentMode expected, params string[] args)
    {
        await using var model = new TestModel(args);

        model.Deployment.Mode.ShouldBe(expected);
    }

    [Fact]
    public async Task Data_lies_beside_the_AppHost_unless_a_setting_says_otherwise()
    {
        await using var usual = new TestModel();
        await using var set = new TestModel("--Deployment:DataPath", "/somewhere/else");

        usual.Deployment.DataPath.ShouldBe(Path.GetFullPath("../.flex/data", usual.Builder.AppHostDirectory));
        set.Deployment.DataPath.ShouldBe(Path.GetFullPath("/somewhere/else"));
    }

    [Fact]
    public async Task Wrong_settings_refuse_the_start_and_are_all_named_with_what_is_allowed()
    {
        await using var model = new TestModel("--mode", "sas", "--Gateway:Port", "80800");

        var refusal = await Should.ThrowAsync<DistributedApplicationException>(model.PublishBeforeStartAsync);

        refusal.Message.ShouldContain("--mode: 'sas' is not a mode. Allowed: development, on-premises, saas, hybrid.");
        refusal.Message.ShouldContain("Gateway:Port: '80800' is not a port. Allowed: 1 to 65535.");
    }

    [Theory]
    [InlineData("development", "Development")]
    [InlineData("on-premises", "Production")]
    public async Task A_service_gets_the_mode_the_data_folder_and_the_environment(string mode, string environment)
    {
        await using var model = new TestModel("--mode", mode);

        var variables = await ReadEnvironmentAsync(model, DistributedApplicationOperation.Run);

        variables["Deployment__Mode"].ShouldBe(mode);
        variables["Deployment__DataPath"].ShouldBe(model.Deployment.DataPath);
        variables["ASPNETCORE_ENVIRONMENT"].ShouldBe(environment);
        variables["DOTNET_ENVIRONMENT"].ShouldBe(environment);
    }

    [Fact]
    public async Task What_is_published_names_the_mode_and_no_path_of_this_machine()
    {
        await using var model = new TestModel("--mode", "saas");

        var variables = await ReadEnvironmentAsync(model, DistributedApplicationOperation.Publish);

        variables["Deployment__Mode"].ShouldBe("saas");
        variables.ContainsKey("Deployment__DataPath").ShouldBeFalse();
    }

    [Theory]
    [InlineData("on-premises", "installed", true)]
    [InlineData("on-premises", "embedded", true)]
    [InlineData("on-premises", "existing", false)]
    [InlineData("development", "installed", false)]
    public async Task A_database_that_the_run_brings_about_is_migrated_by_the_start(string mode, string data, bool isMigrated)
    {
        await using var model = new TestModel("--mode", mode, "--data", data);

        var variables = await ReadEnvironmentAsync(model, DistributedApplicationOperation.Run);

        variables.ContainsKey("Deployment__MigrateAtStart").ShouldBe(isMigrated);
    }

    private static async Task<Dictionary<string, object>> ReadEnvironmentAsync(TestModel model, DistributedApplicationOperation operation)
    {
        model.Gateway.WithDeployment(model.Deployment);
        var context = new EnvironmentCallbackContext(new DistributedApplicationExecutionContext(operation), model.Gateway.Resource);
        await model.Gateway.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>().Last().Callback(context);
        return context.EnvironmentVariables;
    }
}
