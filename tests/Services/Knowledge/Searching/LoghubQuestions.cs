using System.Text.Json;
using System.Text.RegularExpressions;

namespace DeploymentFlex.Services.Tests.Knowledge.Searching;

/// <summary>
/// The questions of <c>tests/Data/loghub/questions.json</c>: what someone would ask of one of the six logs, and a pattern
/// that the right lines match.
/// </summary>
internal sealed record LoghubQuestions(int Top, IReadOnlyList<LoghubQuestions.Question> Questions)
{
    /// <param name="Log">The file's name.</param>
    /// <param name="Text">What is asked.</param>
    /// <param name="Right">A regular expression for the right lines.</param>
    /// <param name="PlainWords">Whether the question has no identifier of its line.</param>
    internal sealed record Question(string Log, string Text, string Right, bool PlainWords = false);

    public static string Folder { get; } = FindFolder();

    public static LoghubQuestions Read() => JsonSerializer.Deserialize<LoghubQuestions>(
        File.ReadAllText(Path.Combine(Folder, "questions.json")), JsonSerializerOptions.Web)!;

    /// <summary>The numbers of the right lines of a question.</summary>
    public static HashSet<long> RightLines(Question question) =>
    [
        .. File.ReadLines(Path.Combine(Folder, question.Log))
            .Index()
            .Where(line => Regex.IsMatch(line.Item, question.Right, RegexOptions.None, TimeSpan.FromSeconds(1)))
            .Select(static line => line.Index + 1L),
    ];

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DeploymentFlex.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "tests", "Data", "loghub");
    }
}
