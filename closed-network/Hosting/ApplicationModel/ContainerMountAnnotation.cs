namespace Aspire.Hosting.ApplicationModel;

/// <summary>A folder, file or volume in a container.</summary>
public sealed class ContainerMountAnnotation : IResourceAnnotation
{
    /// <exception cref="ArgumentException">A bind mount has no source or a relative one, or an anonymous volume is read-only.</exception>
    public ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        if (type is ContainerMountType.BindMount && !Path.IsPathRooted(source))
        {
            throw new ArgumentException("A bind mount needs a rooted source path.", nameof(source));
        }

        if (type is ContainerMountType.Volume && string.IsNullOrEmpty(source) && isReadOnly)
        {
            throw new ArgumentException("A volume without a name cannot be read-only: nothing could ever be in it.", nameof(isReadOnly));
        }

        Source = source;
        Target = target;
        Type = type;
        IsReadOnly = isReadOnly;
    }

    /// <summary>The full path of a bind mount, or the name of a volume; null for an anonymous one.</summary>
    public string? Source { get; }

    /// <summary>The path in the container.</summary>
    public string Target { get; }

    public ContainerMountType Type { get; }

    public bool IsReadOnly { get; }
}
