namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that whoever runs or deploys the application supplies.</summary>
public class ParameterResource : Resource, IExpressionValue
{
    private readonly Lock _lock = new();
    private readonly Func<ParameterDefault?, string> _callback;
    private string? _value;

    /// <param name="name">The name, also in the setting <c>Parameters:name</c>.</param>
    /// <param name="callback">Finds the value; it is given <see cref="Default"/>.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Secret = secret;
        _callback = callback;
    }

    /// <summary>What stands in when the value is not set; null when it has to be set.</summary>
    public ParameterDefault? Default { get; set; }

    public string? Description { get; set; }

    public bool EnableDescriptionMarkdown { get; set; }

    /// <summary>Whether the value is found under <c>ConnectionStrings:name</c> instead.</summary>
    public bool IsConnectionString { get; set; }

    public bool Secret { get; }

    public string ValueExpression => $"{{{Name}.value}}";

    /// <summary>The setting that holds the value.</summary>
    internal string ConfigurationKey { get => field ?? $"{(IsConnectionString ? "ConnectionStrings" : "Parameters")}:{Name}"; init; } = null!;

    /// <exception cref="MissingParameterValueException">It is not set and has no default.</exception>
#pragma warning disable MA0061 // Aspire asks for the token here.
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
#pragma warning restore MA0061
    {
        // A value that was missing may have been asked for since.
        lock (_lock)
        {
            return new(_value ??= _callback(Default));
        }
    }
}
