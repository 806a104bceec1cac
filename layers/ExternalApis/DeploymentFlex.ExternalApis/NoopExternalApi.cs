namespace DeploymentFlex.ExternalApis;

/// <summary>Takes every call and does nothing: 204, and the answer says that it is <c>noop</c>. For deployments that call nobody.</summary>
public sealed class NoopExternalApi : IExternalApi
{
    public const string Name = "noop";

    public ValueTask<ExternalAnswer> SendAsync(ExternalRequest request, CancellationToken cancellationToken) =>
        new(new ExternalAnswer(Name, 204, default));
}
