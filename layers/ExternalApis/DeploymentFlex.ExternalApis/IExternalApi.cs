namespace DeploymentFlex.ExternalApis;

/// <summary>APIs outside of the deployment, called by name. The answer says which provider gave it.</summary>
public interface IExternalApi
{
    ValueTask<ExternalAnswer> SendAsync(ExternalRequest request, CancellationToken cancellationToken);
}
