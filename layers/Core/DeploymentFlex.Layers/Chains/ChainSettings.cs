using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Modes;
using Microsoft.Extensions.Configuration;

namespace DeploymentFlex.Layers.Chains;

/// <summary>Reads a chain's options: the use's section over the layer's over the mode's defaults.</summary>
internal static class ChainSettings
{
    // For how long a weaker fallback may be allowed.
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(30);

    public static ChainOptions Read(IConfiguration configuration, DeploymentMode mode, string layer, string? use)
    {
        var layerSection = configuration.GetSection($"Layers:{layer}");
        var section = use is null ? layerSection : layerSection.GetSection($"Uses:{use}");

        var options = new ChainOptions { Required = ModeDefaults.IsRequired(layer) };
        Bind(layerSection, options, inherit: use is not null);
        if (use is not null)
        {
            Bind(section, options, inherit: false);
        }

        options.Chain = NamesOf(configuration, mode, layer, use);
        Validate(section, options);
        return options;
    }

    /// <summary>The names of a chain: what its own section says, else its layer's, else the mode.</summary>
    public static IReadOnlyList<string> NamesOf(IConfiguration configuration, DeploymentMode mode, string layer, string? use)
    {
        var section = configuration.GetSection(use is null ? $"Layers:{layer}" : $"Layers:{layer}:Uses:{use}");
        return Names(section) ?? NamesForUse(configuration, mode, layer, use);
    }

    /// <summary>The names in a section's <c>Chain</c>: a list, or one text with commas. Null when it is not set.</summary>
    public static IReadOnlyList<string>? Names(IConfigurationSection section)
    {
        var chain = section.GetSection("Chain");
        if (chain.Value is { } text)
        {
            return text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }

        var names = chain.GetChildren().Select(static child => child.Value).OfType<string>().ToArray();
        return names.Length == 0 ? null : names;
    }

    private static IReadOnlyList<string> NamesForUse(IConfiguration configuration, DeploymentMode mode, string layer, string? use)
    {
        var defaults = ModeDefaults.ChainOf(mode, layer, use);
        var ofLayer = ModeDefaults.ChainOf(mode, layer, use: null);

        // A use with a default of its own keeps it; any other follows the chain that is set for its layer.
        return use is not null && !ReferenceEquals(defaults, ofLayer)
            ? defaults
            : Names(configuration.GetSection($"Layers:{layer}")) ?? defaults;
    }

    private static void Bind(IConfigurationSection section, ChainOptions options, bool inherit)
    {
        try
        {
            options.Required = section.GetValue(nameof(options.Required), options.Required);
            options.AttemptTimeout = section.GetValue(nameof(options.AttemptTimeout), options.AttemptTimeout);
            options.TotalTimeout = section.GetValue(nameof(options.TotalTimeout), options.TotalTimeout);
            section.GetSection(nameof(options.Circuit)).Bind(options.Circuit, static binder => binder.ErrorOnUnknownConfiguration = true);
            if (!inherit)
            {
                // Leave to weaken secrecy is given to a chain by name, never inherited from the layer by a use.
                options.AllowWeaker = section.GetValue(nameof(options.AllowWeaker), options.AllowWeaker);
                options.MaxDuration = section.GetValue(nameof(options.MaxDuration), options.MaxDuration);
            }
        }
        catch (InvalidOperationException error)
        {
            throw new SettingsException($"{section.Path}: {error.Message}", error);
        }
    }

    private static void Validate(IConfigurationSection section, ChainOptions options)
    {
        var problems = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true);
        Validator.TryValidateObject(options.Circuit, new ValidationContext(options.Circuit), problems, validateAllProperties: true);
        if (options.AllowWeaker && options.MaxDuration is null)
        {
            problems.Add(new ValidationResult("must be set where AllowWeaker is true, for example 00:30:00.", [nameof(options.MaxDuration)]));
        }

        if (options.MaxDuration is { } limit && (limit < s_shortest || limit > s_longest))
        {
            problems.Add(new ValidationResult($"must be between {s_shortest:c} and {s_longest:c}.", [nameof(options.MaxDuration)]));
        }

        if (problems.Count > 0)
        {
            throw new SettingsException(string.Join(Environment.NewLine, problems.Select(problem =>
                $"{section.Path}:{string.Join('/', problem.MemberNames)}: {problem.ErrorMessage}")));
        }
    }
}
