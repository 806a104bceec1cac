using System.CommandLine;
using System.CommandLine.Parsing;
using DeploymentFlex.Layers.Configuration;

namespace DeploymentFlex.Cli.Commands;

/// <summary>Says what was wrong with a command line, and the right word when one is near.</summary>
internal static class WrongCommandLine
{
    public static string Describe(ParseResult line)
    {
        var command = line.CommandResult.Command;
        var problem = line.UnmatchedTokens is [var word, ..]
            ? DescribeWord(word, command)
            : string.Join(Environment.NewLine, line.Errors.Select(static error => error.Message));
        return $"{problem}{Environment.NewLine}'{PathOf(line.CommandResult)} --help' lists what there is.";
    }

    private static string DescribeWord(string word, Command command)
    {
        var isOption = word.StartsWith('-');
        List<string> known = isOption
            ? [.. command.Options.SelectMany(static option => option.Aliases.Append(option.Name)).Where(static name => name.StartsWith("--", StringComparison.Ordinal))]
            : [.. command.Subcommands.Select(static subcommand => subcommand.Name)];
        if (known.Count == 0)
        {
            return $"'{word}' is one word too many.";
        }

        var answer = Spelling.Nearest(word, known) is { } near ? $"Did you mean '{near}'?" : $"There {(known.Count == 1 ? "is" : "are")} {string.Join(", ", known)}.";
        return $"There is no {(isOption ? "option" : "command")} '{word}'. {answer}";
    }

    private static string PathOf(CommandResult? result) =>
        result is null or { Command: RootCommand } ? "./flex" : $"{PathOf(result.Parent as CommandResult)} {result.Command.Name}";
}
