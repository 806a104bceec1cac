using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Services;

/// <summary>Prints what services answered to a verb: of those that did it their lines, of those that failed all that they said.</summary>
internal static class VerbAnswers
{
    /// <returns>The exit code.</returns>
    public static int Print(IReadOnlyList<(ServiceBinary Service, ChildResult Result)> answers, Screen screen)
    {
        foreach (var (service, result) in answers)
        {
            foreach (var line in result.Lines)
            {
                var text = line.StartsWith(service.Name + ":", StringComparison.Ordinal) ? line : $"{service.Name}: {line}";
                if (result.Succeeded)
                {
                    screen.Line(text);
                }
                else
                {
                    screen.Error(text);
                }
            }
        }

        return answers.All(static answer => answer.Result.Succeeded) ? ExitCodes.Done : ExitCodes.Failed;
    }
}
