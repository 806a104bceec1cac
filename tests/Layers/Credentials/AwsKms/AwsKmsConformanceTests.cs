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
        var wrapped = await key.WrapAsync(new byte[32], "data key|1:a|1", Token);
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

    protected override ValueTask<ICredentialStore> OpenAsync() =>
        new(new LocalCredentialStore(_folder.Path, OpenKey(), new AwsKmsOptions(), "Layers:Credentials:aws-kms", TimeProvider.System));

    private AwsKmsMasterKey OpenKey()
    {
        var key = Service.OpenKey();
        _keys.Add(key);
        return key;
    }
}
