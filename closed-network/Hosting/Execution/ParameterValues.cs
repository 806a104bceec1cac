using System.Text;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Execution;

/// <summary>Makes sure that every parameter has a value before anything starts.</summary>
internal sealed class ParameterValues(DistributedApplicationModel model, IConfiguration configuration)
{
    /// <summary>Asks for what is missing where somebody sits at the terminal.</summary>
    /// <exception cref="MissingParameterValueException">Some are missing and nobody can be asked; the message names the setting of each.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var missing = new List<string>();
        foreach (var parameter in model.Resources.OfType<ParameterResource>())
        {
            if (await ProblemOfAsync(parameter, cancellationToken) is not { } problem)
            {
                continue;
            }

            if (Console.IsInputRedirected || Console.IsOutputRedirected)
            {
                missing.Add(problem);
            }
            else
            {
                configuration[parameter.ConfigurationKey] = Ask(parameter);
            }
        }

        if (missing.Count > 0)
        {
            throw new MissingParameterValueException(string.Join(Environment.NewLine, missing));
        }
    }

    private static async Task<string?> ProblemOfAsync(ParameterResource parameter, CancellationToken cancellationToken)
    {
        try
        {
            await parameter.GetValueAsync(cancellationToken);
            return null;
        }
        catch (MissingParameterValueException missing)
        {
            return missing.Message;
        }
    }

    private static string Ask(ParameterResource parameter)
    {
        Console.Out.Write($"{parameter.Description ?? $"Value of {parameter.Name}"} ({parameter.ConfigurationKey}): ");
        return parameter.Secret ? ReadUnseen() : Console.ReadLine() ?? "";
    }

    private static string ReadUnseen()
    {
        var text = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key is ConsoleKey.Backspace)
            {
                text.Length = Math.Max(0, text.Length - 1);
            }
            else
            {
                text.Append(key.KeyChar);
            }
        }

        Console.Out.WriteLine();
        return text.ToString();
    }
}
