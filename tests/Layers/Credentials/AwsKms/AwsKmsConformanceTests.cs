using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Credentials;
using DeploymentFlex.Credentials.AwsKms;
using DeploymentFlex.Credentials.Local;
using DeploymentFlex.Layers.Tests.Credentials.StandIns;

namespace DeploymentFlex.Layers.Tests.Credentials.AwsKms;

[Conforms<KmsStandIn>(Layer.Credentials, "aws-kms")]
public sealed class AwsKmsConformanceTests : StandInCredentialConformance<KmsStandIn>
{
    private readonly LocalFolder _folder = new();
    private readonly List<AwsKmsMasterKey> _keys = [];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _keys.ForEach(static key => key.Dispose());
        _folder.Dispose();
    }

    [Fact]
    public async Task The_service_is_asked_once_for_each_data_key()
    {
        for (var i = 0; i < 5; i++)
        {
            await Store.SetAsync(Key, $"v{i}", Token);
            await Store.GetAsync(Key, Token);
        }

        Service.Requests.ShouldBe(1);
        var next = await OpenAsync();
        await next.GetAsync(Key, Token);
        await next.GetAsync(Key, Token);
        Service.Requests.ShouldBe(2);
        await CloseAsync(next);
    }

    [Fact]
    public async Task A_data_key_of_another_tenant_does_not_unwrap()
    {
        var key = OpenKey();
        var wrapped = (await key.WrapAsync(new byte[32], "data key|1:a|1", Token)).Data;
        (await key.UnwrapAsync(KmsStandIn.KeyArn, wrapped, "data key|1:a|1", Token)).ShouldBe(new byte[32]);
        await Should.ThrowAsync<CredentialIntegrityException>(async () => await key.UnwrapAsync(KmsStandIn.KeyArn, wrapped, "data key|1:b|1", Token));
    }

    [Fact]
    public async Task What_is_open_stays_readable_while_the_service_is_away()
    {
        await Store.SetAsync(Key, "kept", Token);
        Service.Failure = 503;
        (await Store.GetAsync(Key, Token))!.Secret.ShouldBe("kept");
        var next = await OpenAsync();
        (await Should.ThrowAsync<Exception>(async () => await next.GetAsync(Key, Token))).ToString().ShouldNotContain("CANARY");
        await CloseAsync(next);
    }

    [Fact]
    public async Task An_alias_can_be_given_to_another_key()
    {
        using var store = Open(KmsStandIn.AliasArn);
        await store.SetAsync(Key, "one", Token);
        Service.AliasTarget = KmsStandIn.OtherKeyArn;
        using (var next = Open(KmsStandIn.AliasArn))
        {
            (await next.GetAsync(Key, Token))!.Secret.ShouldBe("one");
            (await next.RewrapAsync(Token)).ShouldBe(1);
        }

        using var later = Open(KmsStandIn.AliasArn);
        (await later.GetAsync(Key, Token))!.Secret.ShouldBe("one");
        (await File.ReadAllTextAsync(_folder.File, Token)).ShouldContain(KmsStandIn.OtherKeyArn);
    }

    [Fact]
    public async Task Who_may_not_use_the_key_is_refused()
    {
        await Store.SetAsync(Key, "one", Token);
        Service.MayUse = false;
        using var next = Open(KmsStandIn.KeyArn);
        await Should.ThrowAsync<CredentialRefusedException>(async () => await next.GetAsync(Key, Token));
    }

    protected override ValueTask<ICredentialStore> OpenAsync() => new(Open(KmsStandIn.KeyArn));

    private LocalCredentialStore Open(string arn) =>
        new(_folder.Path, OpenKey(arn), new AwsKmsOptions(), "Layers:Credentials:aws-kms", TimeProvider.System);

    private AwsKmsMasterKey OpenKey(string arn = KmsStandIn.KeyArn)
    {
        var key = Service.OpenKey(arn);
        _keys.Add(key);
        return key;
    }
}
