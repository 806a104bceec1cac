namespace DeploymentFlex.Layers.Providers;

/// <summary>How what is kept is protected from those who can read the storage, weakest first.</summary>
public enum Secrecy
{
    /// <summary>In clear.</summary>
    Clear,

    /// <summary>Encrypted, with the key on the same machine.</summary>
    Encrypted,

    /// <summary>Encrypted, with the key held by a service that grants and records each access.</summary>
    Guarded,
}
