namespace DeploymentFlex.ExternalApis;

/// <summary>APIs outside of the deployment, called by name. The answer says which provider gave it.</summary>
public interface IExternalApi
{
    /// <summary>Calls an API. An answer with any status is an answer; who repeats a call does it with the same idempotency key.</summary>
    /// <exception cref="ArgumentException">The API is none of this application, or the path leads out of it.</exception>
    /// <exception cref="ExternalCallUncertainException">It is not known whether the API did what it was asked.</exception>
    ValueTask<ExternalAnswer> SendAsync(ExternalRequest request, CancellationToken cancellationToken);
}
