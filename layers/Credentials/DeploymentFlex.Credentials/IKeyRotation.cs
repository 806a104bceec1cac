namespace DeploymentFlex.Credentials;

/// <summary>A provider that encrypts by itself, and can change its keys while it is read and written.</summary>
public interface IKeyRotation
{
    /// <summary>
    /// Makes a new data key, encrypts everything anew with it, and forgets the old ones. Deleted credentials whose time is
    /// over go for good.
    /// </summary>
    /// <returns>How many versions of credentials were encrypted anew.</returns>
    ValueTask<int> RotateAsync(CancellationToken cancellationToken);

    /// <summary>Wraps every data key under the current master key, so that older ones can be taken away.</summary>
    /// <returns>How many data keys there are.</returns>
    ValueTask<int> RewrapAsync(CancellationToken cancellationToken);
}
