namespace DeploymentFlex.Credentials.Envelopes;

/// <summary>The key that data keys are wrapped under: bytes of a file or variable, or one that never leaves a service.</summary>
public interface IMasterKey
{
    /// <summary>Wraps a data key under the current key.</summary>
    /// <param name="dataKey">The key in clear.</param>
    /// <param name="context">What it belongs to; the same text unwraps it.</param>
    /// <param name="cancellationToken">Cancelled when there is no more time.</param>
    ValueTask<WrappedKey> WrapAsync(byte[] dataKey, string context, CancellationToken cancellationToken);

    /// <summary>Unwraps a data key.</summary>
    /// <param name="id">The key that it was wrapped under, which may be an older one.</param>
    /// <param name="wrapped">The wrapped key.</param>
    /// <param name="context">The text that it was wrapped with.</param>
    /// <param name="cancellationToken">Cancelled when there is no more time.</param>
    /// <exception cref="CredentialIntegrityException">That key is not here, or it was not wrapped so.</exception>
    ValueTask<byte[]> UnwrapAsync(string id, byte[] wrapped, string context, CancellationToken cancellationToken);
}
