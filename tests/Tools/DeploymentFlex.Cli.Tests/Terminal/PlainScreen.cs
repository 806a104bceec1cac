using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Tests.Terminal;

/// <summary>A screen that is not a terminal, and what was written to it.</summary>
#pragma warning disable CA1001 // A StringWriter holds nothing that has to be given back.
internal sealed class PlainScreen
#pragma warning restore CA1001
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public PlainScreen() => Screen = new Screen(_output, _error, isTerminal: false);

    public Screen Screen { get; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
