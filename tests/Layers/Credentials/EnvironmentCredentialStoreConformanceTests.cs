using DeploymentFlex.Conformance.Credentials;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Credentials;
using DeploymentFlex.Credentials.Environment;

namespace DeploymentFlex.Layers.Tests.Credentials;

[Conforms(Layer.Credentials, "environment")]
public sealed class EnvironmentCredentialStoreConformanceTests : CredentialReaderConformance
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    [Fact]
    public async Task Names_are_found_as_shells_write_them()
    {
        _variables["CREDENTIAL__LLM__OPEN_AI"] = "secret";
        (await Store.GetAsync(new CredentialName("llm", "open-ai"), Token))!.Secret.ShouldBe("secret");
    }

    [Theory]
    [InlineData("a__b", "c")]
    [InlineData("a", "b__c")]
    [InlineData("a_", "b")]
    public async Task A_name_that_could_be_read_in_two_ways_finds_nothing(string @namespace, string name)
    {
        _variables["CREDENTIAL__a__b__c"] = "secret";
        _variables["CREDENTIAL__a___b"] = "secret";
        (await Store.GetAsync(new CredentialName(@namespace, name), Token)).ShouldBeNull();
    }

    [Fact]
    public async Task A_change_is_refused_and_says_what_to_set_instead()
    {
        var error = await Should.ThrowAsync<CredentialReadOnlyException>(async () => await Store.SetAsync(Key, "CANARY", Token));
        error.Message.ShouldContain("CREDENTIAL__LLM__OPENAI");
        error.ToString().ShouldNotContain("CANARY");
    }

    protected override ValueTask<ICredentialStore> OpenAsync() => new(new EnvironmentCredentialStore(TimeProvider.System, () => _variables));

    protected override ValueTask SeedAsync(CredentialName name, string secret)
    {
        _variables[$"CREDENTIAL__{name.Namespace}__{name.Name}"] = secret;
        return ValueTask.CompletedTask;
    }
}
