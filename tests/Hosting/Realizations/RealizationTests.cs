using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DeploymentFlex.Hosting.Realizations;
using DeploymentFlex.Layers.Modes;

namespace DeploymentFlex.Hosting.Tests.Realizations;

public sealed class RealizationTests
{
    private static readonly LayerRealizations[] s_all =
        [CacheRealizations.All, DataRealizations.All, FilesRealizations.All, VectorsRealizations.All, JobsRealizations.All, CredentialsRealizations.All];

    [Theory]
    [InlineData("Cache", DeploymentMode.Development, "embedded", "embedded")]
    [InlineData("Cache", DeploymentMode.OnPremises, "existing", "container")]
    [InlineData("Cache", DeploymentMode.Hybrid, "existing", "container")]
    [InlineData("Cache", DeploymentMode.Saas, "existing", "azure")]
    [InlineData("Data", DeploymentMode.Development, "embedded", "embedded")]
    [InlineData("Data", DeploymentMode.OnPremises, "existing", "container")]
    [InlineData("Data", DeploymentMode.Hybrid, "existing", "container")]
    [InlineData("Data", DeploymentMode.Saas, "existing", "azure")]
    [InlineData("Files", DeploymentMode.Development, "embedded", "embedded")]
    [InlineData("Files", DeploymentMode.OnPremises, "embedded", "embedded")]
    [InlineData("Files", DeploymentMode.Hybrid, "embedded", "embedded")]
    [InlineData("Files", DeploymentMode.Saas, "existing", "azure")]
    [InlineData("Vectors", DeploymentMode.Development, "embedded", "embedded")]
    [InlineData("Vectors", DeploymentMode.OnPremises, "existing", "container")]
    [InlineData("Vectors", DeploymentMode.Hybrid, "existing", "container")]
    [InlineData("Vectors", DeploymentMode.Saas, "existing", "container")]
    [InlineData("Jobs", DeploymentMode.Development, "embedded", "embedded")]
    [InlineData("Jobs", DeploymentMode.OnPremises, "data", "data")]
    [InlineData("Jobs", DeploymentMode.Hybrid, "data", "data")]
    [InlineData("Jobs", DeploymentMode.Saas, "data", "data")]
    [InlineData("Credentials", DeploymentMode.Development, "embedded", "embedded")]
    [InlineData("Credentials", DeploymentMode.OnPremises, "data", "data")]
    [InlineData("Credentials", DeploymentMode.Hybrid, "data", "data")]
    [InlineData("Credentials", DeploymentMode.Saas, "existing", "azure")]
    public void A_mode_names_the_realization_of_each_layer(string layer, DeploymentMode mode, string run, string published)
    {
        var realizations = s_all.Single(one => one.Layer == layer);

        realizations.Usual(mode, isRun: true).ShouldBe(run);
        realizations.Usual(mode, isRun: false).ShouldBe(published);
        realizations.Realizations.Select(static one => one.Name).ShouldContain(run);
        realizations.Realizations.Select(static one => one.Name).ShouldContain(published);
    }

    [Theory]
    [InlineData("Cache", "container", typeof(RedisResource))]
    [InlineData("Data", "container", typeof(PostgresDatabaseResource))]
    [InlineData("Vectors", "container", typeof(PostgresDatabaseResource))]
    [InlineData("Cache", "existing", typeof(ParameterResource))]
    [InlineData("Files", "existing", typeof(ParameterResource))]
    [InlineData("Jobs", "container", typeof(RedisResource))]
    [InlineData("Jobs", "existing", typeof(ParameterResource))]
    [InlineData("Jobs", "data", null)]
    [InlineData("Credentials", "embedded", null)]
    [InlineData("Credentials", "data", null)]
    public async Task A_setting_chooses_another(string layer, string realization, Type? resource)
    {
        await using var model = new TestModel($"--Realize:{layer}", realization);

        var backing = s_all.Single(one => one.Layer == layer).AddTo(model.Deployment, "backing");

        backing.Realization.ShouldBe(realization);
        (backing.Connection?.Resource.GetType().IsAssignableTo(resource) ?? resource is null).ShouldBeTrue();
    }

    [Fact]
    public async Task An_argument_that_is_the_layers_own_name_goes_before_the_setting()
    {
        await using var model = new TestModel("--Realize:Cache", "existing", "--cache", "container");

        model.Deployment.AddCache("cache").Realization.ShouldBe("container");
    }

    [Fact]
    public async Task Wrong_choices_refuse_the_start_and_say_what_is_allowed()
    {
        await using var model = new TestModel("--Realize:Cahce", "container", "--cache", "redis", "--data", "azure", "--Realize:Vectors:Server", "faiss", "--vectors", "container",
            "--Realize:Jobs:Server", "kafka", "--jobs", "container");
        model.Deployment.AddCache("cache");
        model.Deployment.AddDatabase("data");
        model.Deployment.AddVectors("vectors");
        model.Deployment.AddJobQueue("queue");

        var refusal = await Should.ThrowAsync<DistributedApplicationException>(model.PublishBeforeStartAsync);

        refusal.Message.Split(Environment.NewLine).ShouldBe(
        [
            "Realize:Cahce: there is no such layer to realize. Allowed: Cache, Data, Files, Vectors, Jobs, Credentials.",
            "Realize:Cache: 'redis' is not a realization of cache. Allowed: embedded, installed, container, existing, azure.",
            "Realize:Data: azure is for published output, a run provisions nothing. Choose existing, and set ConnectionStrings:data to the one that is there.",
            "Realize:Vectors:Server: 'faiss' is not a server for this. Allowed: pgvector, qdrant, chroma.",
            "Realize:Jobs:Server: 'kafka' is not a server for this. Allowed: redis, rabbitmq.",
        ]);
    }

    [Fact]
    public async Task Data_and_vectors_share_one_container()
    {
        await using var model = new TestModel("--data", "container", "--vectors", "container");
        model.Deployment.AddDatabase("data");
        model.Deployment.AddVectors("vectors");

        var server = model.Builder.Resources.OfType<PostgresServerResource>().ShouldHaveSingleItem();

        server.Annotations.OfType<ContainerImageAnnotation>().Single().Image.ShouldBe("pgvector/pgvector");
        server.Databases.Keys.Order(StringComparer.Ordinal).ShouldBe(["data", "vectors"]);
    }

    [Fact]
    public async Task A_service_gets_the_connection_string_and_waits_for_the_server()
    {
        await using var model = new TestModel("--cache", "container", "--data", "existing", "--ConnectionStrings:data", "Host=there");
        model.Gateway.WithReference(model.Deployment.AddCache("cache")).WithReference(model.Deployment.AddDatabase("data"));

        var variables = await ReadEnvironmentAsync(model);

        variables.Keys.ShouldContain("ConnectionStrings__cache");
        variables.Keys.ShouldContain("ConnectionStrings__data");
        variables["Layers__Cache__Chain__0"].ShouldBe("redis");
        variables["Layers__Cache__Chain__1"].ShouldBe("memory");
        model.Gateway.Resource.Annotations.OfType<WaitAnnotation>().ShouldHaveSingleItem().Resource.Name.ShouldBe("cache");
    }

    [Fact]
    public async Task Credentials_in_the_database_bring_its_connection_string_once()
    {
        await using var model = new TestModel("--data", "container", "--credentials", "data");
        var data = model.Deployment.AddDatabase("data");
        model.Gateway.WithReference(model.Deployment.AddCredentials("credentials", data)).WithReference(data);

        var variables = await ReadEnvironmentAsync(model);

        variables.Keys.ShouldContain("ConnectionStrings__data");
        variables["Layers__Data__Chain__0"].ShouldBe("postgres");
        variables["Layers__Credentials__Chain__0"].ShouldBe("database");
        model.Gateway.Resource.Annotations.OfType<WaitAnnotation>().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("container", "redis")]
    [InlineData("container", "rabbitmq")]
    [InlineData("existing", "rabbitmq")]
    [InlineData("existing", "postgres")]
    public async Task A_queue_is_of_the_kind_that_is_said_and_handed_to_the_service(string realization, string server)
    {
        await using var model = new TestModel("--jobs", realization, "--Realize:Jobs:Server", server, "--ConnectionStrings:queue", "there");
        model.Gateway.WithReference(model.Deployment.AddJobQueue("queue"));

        var variables = await ReadEnvironmentAsync(model);

        variables["Layers__Jobs__Chain__0"].ShouldBe(server);
        variables.Keys.ShouldContain("ConnectionStrings__queue");
    }

    [Fact]
    public async Task A_container_with_a_queue_writes_a_job_to_its_disk_before_it_acknowledges_it()
    {
        await using var model = new TestModel("--jobs", "container");
        var queue = model.Deployment.AddJobQueue("queue").Connection!.Resource;
        var context = new CommandLineArgsCallbackContext([], queue);
        foreach (var annotation in queue.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        context.Args[^1].ToString()!.ShouldEndWith(" --appendonly yes --appendfsync always");
    }

    [Theory]
    [InlineData("development", "container", null, "pgvector")]
    [InlineData("development", "existing", "qdrant", "qdrant")]
    [InlineData("development", "existing", "chroma", "chroma")]
    [InlineData("development", "container", "chroma", "chroma")]
    [InlineData("hybrid", "container", "qdrant", "qdrant")]
    [InlineData("hybrid", "existing", "pgvector", null)]
    [InlineData("saas", "existing", null, null)]
    public async Task Services_are_told_which_server_of_vectors_is_there_where_the_mode_does_not_say_it(string mode, string realization, string? provider, string? expected)
    {
        string[] said = provider is null ? [] : ["--VECTOR_DB_PROVIDER", provider];
        await using var model = new TestModel(["--mode", mode, "--vectors", realization, "--ConnectionStrings:vectors", "Host=there", .. said]);
        model.Gateway.WithReference(model.Deployment.AddVectors("vectors"));

        var variables = await ReadEnvironmentAsync(model);

        model.Deployment.Settings.Problems.ShouldBeEmpty();
        variables.GetValueOrDefault("Layers__Vectors__Chain__0").ShouldBe(expected);
        variables.ContainsKey("ConnectionStrings__vectors_http").ShouldBe(provider is "qdrant" && realization is "container");
    }

    [Theory]
    [InlineData("hybrid", null, "s3")]
    [InlineData("saas", null, "azure-blob")]
    [InlineData("saas", "s3", "s3")]
    [InlineData("hybrid", "azure_blob", "azure-blob")]
    public async Task A_store_of_files_that_is_there_is_of_the_kind_that_is_said(string mode, string? provider, string expected)
    {
        string[] said = provider is null ? [] : ["--STORAGE_PROVIDER", provider];
        await using var model = new TestModel(["--mode", mode, "--files", "existing", "--ConnectionStrings:files", "Bucket=there", .. said]);
        model.Gateway.WithReference(model.Deployment.AddFiles("files"));

        var variables = await ReadEnvironmentAsync(model);

        variables["Layers__Files__Chain__0"].ShouldBe(expected);
        variables.Keys.ShouldContain("ConnectionStrings__files");
    }

    [Fact]
    public async Task Embedded_layers_give_a_service_settings_alone_and_none_where_the_mode_says_the_same()
    {
        await using var development = new TestModel();
        await using var strict = new TestModel("--mode", "on-premises", "--cache", "embedded");
        development.Gateway.WithReference(development.Deployment.AddCache("cache"));
        strict.Gateway.WithReference(strict.Deployment.AddCache("cache"));

        (await ReadEnvironmentAsync(development)).Keys.ShouldNotContain("Layers__Cache__Chain__0");
        (await ReadEnvironmentAsync(strict))["Layers__Cache__Chain__0"].ShouldBe("memory");
        strict.Builder.Resources.ShouldHaveSingleItem().ShouldBe(strict.Gateway.Resource);
    }

    private static async Task<Dictionary<string, object>> ReadEnvironmentAsync(TestModel model)
    {
        var context = new EnvironmentCallbackContext(model.Builder.ExecutionContext, model.Gateway.Resource);
        foreach (var annotation in model.Gateway.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await annotation.Callback(context);
        }

        return context.EnvironmentVariables;
    }
}
