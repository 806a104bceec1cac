namespace Aspire.Hosting.ApplicationModel;

/// <summary>The base of every resource.</summary>
public abstract class Resource : IResource
{
    /// <exception cref="ArgumentException">The name is empty, longer than 64 characters, or has other characters than ASCII letters, digits and single hyphens.</exception>
    protected Resource(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.Length > 64 || !char.IsAsciiLetter(name[0]) || name[^1] is '-' || name.Contains("--", StringComparison.Ordinal)
            || name.Any(static c => !char.IsAsciiLetterOrDigit(c) && c is not '-'))
        {
            throw new ArgumentException(
                $"'{name}' is not a resource name. Allowed: at most 64 ASCII letters, digits and single hyphens, a letter first, no hyphen at the end.",
                nameof(name));
        }

        Name = name;
    }

    public virtual string Name { get; }

    public virtual ResourceAnnotationCollection Annotations { get; } = [];
}
