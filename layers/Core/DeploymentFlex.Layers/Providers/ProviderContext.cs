using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Modes;
using Microsoft.Extensions.Configuration;

namespace DeploymentFlex.Layers.Providers;

/// <summary>What a provider's factory is given: who it is in this deployment, and its settings.</summary>
/// <param name="Layer">The layer, for example <c>Cache</c>.</param>
/// <param name="Name">The provider's name in configuration, for example <c>redis</c>.</param>
/// <param name="Use">The named use of the layer, or null for the layer itself.</param>
/// <param name="Deployment">The deployment of this process.</param>
/// <param name="Settings">The provider's section, <c>Layers:{Layer}:{Name}</c>.</param>
public sealed record ProviderContext(
    string Layer, string Name, string? Use, DeploymentOptions Deployment, IConfigurationSection Settings)
{
    /// <summary>Where the endpoints that the settings name are kept.</summary>
    internal NamedEndpoints? Endpoints { get; init; }

    /// <summary>Makes chains.</summary>
    internal ChainFactory? Chains { get; init; }

    /// <summary>A chain of another layer, for a provider that keeps there what it holds. It is the provider's to dispose of.</summary>
    /// <exception cref="SettingsException">The chain is empty, names an unknown provider or breaks a promise.</exception>
    public ProviderChain<TContract> OpenChain<TContract>(string layer)
        where TContract : class =>
        Chains?.Create<TContract>(layer, use: null) ?? throw new InvalidOperationException("Only a provider that a chain makes has this.");

    /// <summary>Binds the provider's settings and validates them by their annotations.</summary>
    /// <param name="complete">Fills in what other settings say, before the options are validated.</param>
    /// <exception cref="SettingsException">A value is missing or wrong; the message names the setting.</exception>
    public TOptions Bind<TOptions>(Action<TOptions>? complete = null)
        where TOptions : class, new()
    {
        TOptions options;
        try
        {
            options = Settings.Get<TOptions>(static binder => binder.ErrorOnUnknownConfiguration = true) ?? new TOptions();
        }
        catch (InvalidOperationException error)
        {
            throw new SettingsException(Unknown(SettingsCatalog.NamesOf(typeof(TOptions))) ?? $"{Settings.Path}: {error.Message}", error);
        }

        complete?.Invoke(options);
        var problems = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true))
        {
            throw new SettingsException(string.Join(Environment.NewLine, problems.Select(problem =>
                $"{Settings.Path}:{string.Join('/', problem.MemberNames)}: {problem.ErrorMessage}")));
        }

        Record(options as INamesEndpoints);
        return options;
    }

    private void Record(INamesEndpoints? options)
    {
        if (options is null)
        {
            return;
        }

        List<NamedEndpoint> endpoints;
        try
        {
            endpoints = [.. options.Endpoints];
        }
        catch (FormatException error)
        {
            throw new SettingsException($"{Settings.Path}: {error.Message}", error);
        }

        if (endpoints.Count == 0 && Deployment.Mode is DeploymentMode.OnPremises)
        {
            throw new SettingsException(
                $"{Settings.Path}: names no endpoint, and in on-premises mode connections go only to endpoints that settings name. "
                + $"Set the address of the server there, or take '{Name}' out of Layers:{Layer}:Chain.");
        }

        Endpoints?.Add(endpoints);
    }

    private string? Unknown(IReadOnlyList<string> known)
    {
        var problems = from child in Settings.GetChildren()
                       where !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)
                       let meant = Spelling.Nearest(child.Key, known) is { } near ? $"Did you mean {near}? " : string.Empty
                       select $"{child.Path}: is not a setting of {Name}. {meant}Known: {string.Join(", ", known)}.";
        return string.Join(Environment.NewLine, problems) is { Length: > 0 } text ? text : null;
    }
}
