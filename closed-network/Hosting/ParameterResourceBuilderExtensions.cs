using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Execution;

namespace Aspire.Hosting;

/// <summary>Adds values that whoever runs or deploys the application supplies.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a value that has to be set: <c>Parameters:name</c>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(Configured(builder, name, secret));
    }

    /// <summary>Adds a value that the AppHost knows when it runs.</summary>
    /// <inheritdoc cref="AddParameter(IDistributedApplicationBuilder, string, Func{string}, bool, bool)"/>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    /// <summary>Adds a value that the AppHost finds when it runs.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="valueGetter">Finds the value.</param>
    /// <param name="publishValueAsDefault">Whether published output has the value as default; otherwise it has to be set there.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    /// <exception cref="ArgumentException">A secret was to be published.</exception>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(valueGetter);
        if (publishValueAsDefault && secret)
        {
            throw new ArgumentException($"The parameter '{name}' is secret: its value cannot be published as default.", nameof(secret));
        }

        return builder.AddResource(new ParameterResource(name, _ => valueGetter(), secret)
        {
            Default = publishValueAsDefault ? new ConstantParameterDefault(valueGetter) : null,
        });
    }

    /// <summary>Adds a value with a default.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The parameter's name, also in the setting <c>Parameters:name</c>.</param>
    /// <param name="value">The default.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    /// <param name="persist">Whether a run keeps the default that it made, in the user's secrets.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(Configured(builder, name, secret, value, persist: persist));
    }

    /// <summary>Adds a value that is found under a setting of another name.</summary>
    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(
        this IDistributedApplicationBuilder builder, string name, string configurationKey, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(Configured(builder, name, secret, configurationKey: configurationKey));
    }

    /// <summary>Says what the value is for; shown where it is asked for.</summary>
    public static IResourceBuilder<ParameterResource> WithDescription(
        this IResourceBuilder<ParameterResource> builder, string description, bool enableMarkdown = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.Description = description;
        builder.Resource.EnableDescriptionMarkdown = enableMarkdown;
        return builder;
    }

    /// <summary>Adds a connection string that has to be set: <c>ConnectionStrings:name</c>.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ConnectionStringParameterResource(
            name, _ => ValueOf(builder, $"ConnectionStrings:{name}", null), environmentVariableName));
    }

    /// <summary>A secret of random characters, at least 22, that is not yet part of the application.</summary>
    public static ParameterResource CreateDefaultPasswordParameter(
        IDistributedApplicationBuilder builder,
        string name,
        bool lower = true,
        bool upper = true,
        bool numeric = true,
        bool special = true,
        int minLower = 0,
        int minUpper = 0,
        int minNumeric = 0,
        int minSpecial = 0) =>
        CreateGeneratedParameter(builder, name, secret: true, new GenerateParameterDefault
        {
            MinLength = 22,
            Lower = lower,
            Upper = upper,
            Numeric = numeric,
            Special = special,
            MinLower = minLower,
            MinUpper = minUpper,
            MinNumeric = minNumeric,
            MinSpecial = minSpecial,
        });

    /// <summary>A value of random characters that is not yet part of the application.</summary>
    public static ParameterResource CreateGeneratedParameter(
        IDistributedApplicationBuilder builder, string name, bool secret, GenerateParameterDefault parameterDefault)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return Configured(builder, name, secret, parameterDefault, persist: true);
    }

    private static ParameterResource Configured(
        IDistributedApplicationBuilder builder,
        string name,
        bool secret,
        ParameterDefault? value = null,
        string? configurationKey = null,
        bool persist = false)
    {
        var key = configurationKey ?? $"Parameters:{name}";
        return new ParameterResource(name, given => ValueOf(builder, key, given, persist), secret) { Default = value, ConfigurationKey = key };
    }

    private static string ValueOf(IDistributedApplicationBuilder builder, string key, ParameterDefault? value, bool persist = false)
    {
        if (builder.Configuration[key] is { } set)
        {
            return set;
        }

        var made = value?.GetDefaultValue() ?? throw new MissingParameterValueException(
            $"{key}: it is not set, and has no default. Set it as environment variable {key.Replace(":", "__", StringComparison.Ordinal)}, "
            + $"on the command line (--{key} …) or in the AppHost's user secrets.");
        if (persist && builder.ExecutionContext.IsRunMode)
        {
            UserSecrets.Save(builder.AppHostAssembly, key, made);
        }

        return made;
    }
}
