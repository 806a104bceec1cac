namespace DeploymentFlex.Credentials.Local;

/// <summary>The first line of the file. It is written without white space, and read only when it is exactly what would be written.</summary>
/// <param name="Format">The version of the format; a newer one is refused.</param>
/// <param name="Generation">Grows by one at each change, so that an older file is known for one.</param>
/// <param name="KeyId">The data key of the seal.</param>
/// <param name="Seal">A tag on the rest of the header and on the body, under that key.</param>
internal sealed record SealedFileHeader(int Format, long Generation, string KeyId, byte[] Seal);
