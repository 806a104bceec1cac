using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes values as expressions, and remembers what a manifest has to describe because an expression names it.</summary>
internal sealed class ManifestReferences
{
    private readonly Dictionary<string, IResource> _resources = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ReferenceExpression> _conditionals = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(ParameterResource Parameter, string Format)> _formats = [];
    private readonly HashSet<object> _underWay = [];

    /// <summary>Resources that are not part of the model, a generated password for example.</summary>
    public IEnumerable<IResource> Resources => _resources.Values;

    public IEnumerable<ReferenceExpression> Conditionals => _conditionals.Values;

    /// <summary>The parameters whose value is needed in another form, and the form.</summary>
    public IEnumerable<(ParameterResource Parameter, string Format)> Formats => _formats;

    public static string NameOf(ParameterResource parameter, string format) => $"{parameter.Name}-{format}-encoded";

    /// <summary>The text that stands for a value in a manifest.</summary>
    public static string ExpressionOf(object? value) => value switch
    {
        ReferenceExpression { IsConditional: false } expression => string.Format(
            CultureInfo.InvariantCulture, expression.Format, [.. expression.ValueProviders.Select((_, index) => ExpressionOf(expression, index))]),
        IManifestExpressionProvider provider => provider.ValueExpression,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    public void Add(object? value)
    {
        if (value is ReferenceExpression expression)
        {
            AddPartsOf(expression);
        }

        if (value is IResource resource)
        {
            _resources.TryAdd(resource.Name, resource);
        }
        else if (value is IValueWithReferences whole && _underWay.Add(whole))
        {
            foreach (var part in whole.References)
            {
                Add(part);
            }

            _underWay.Remove(whole);
        }
    }

    private void AddPartsOf(ReferenceExpression expression)
    {
        if (expression.IsConditional)
        {
            _conditionals.TryAdd(expression.Name!, expression);
            AddPartsOf(expression.WhenTrue!);
            AddPartsOf(expression.WhenFalse!);
            return;
        }

        for (var index = 0; index < expression.ValueProviders.Count; index++)
        {
            if (FormattedParameter(expression, index) is { } parameter)
            {
                _formats.Add((parameter, expression.StringFormats[index]!));
            }
        }
    }

    private static string ExpressionOf(ReferenceExpression expression, int index) => FormattedParameter(expression, index) is { } parameter
        ? $"{{{NameOf(parameter, expression.StringFormats[index]!)}.value}}"
        : expression.ManifestExpressions[index];

    private static ParameterResource? FormattedParameter(ReferenceExpression expression, int index) =>
        string.IsNullOrEmpty(expression.StringFormats[index]) ? null : expression.ValueProviders[index] switch
        {
            ParameterResource parameter => parameter,
            ReferenceExpression { Format: "{0}", ValueProviders: [ParameterResource parameter] } => parameter,
            _ => null,
        };
}
