using DeploymentFlex.ServiceDefaults.Http;

namespace DeploymentFlex.Services.Knowledge.Searching;

/// <summary>What is looked for.</summary>
/// <param name="Text">The words.</param>
/// <param name="CaseId">The case to look in, or null for all.</param>
/// <param name="Limit">The most results.</param>
internal sealed record SearchQuery(string Text, Guid? CaseId, int Limit)
{
    public const int MaxLength = 1000;
    public const int MaxLimit = 100;
    private const int DefaultLimit = 10;

    /// <summary>Reads the query of a request.</summary>
    /// <exception cref="BadHttpRequestException">400: a value is missing or out of its bounds.</exception>
    public static SearchQuery Read(IQueryCollection query) => new(ReadText(query), ReadCase(query), query.Number("limit", DefaultLimit, 1, MaxLimit));

    private static string ReadText(IQueryCollection query)
    {
        var text = query["q"].ToString().Trim();
        return text.Length is > 0 and <= MaxLength
            ? text
            : throw new BadHttpRequestException(text.Length == 0
                ? $"'q' is empty; give the words to search for, up to {MaxLength} characters."
                : $"'q' has {text.Length} characters; at most {MaxLength} are allowed.");
    }

    private static Guid? ReadCase(IQueryCollection query)
    {
        var text = query["caseId"].ToString();
        return text.Length == 0
            ? null
            : Guid.TryParseExact(text, "D", out var id) ? id : throw new BadHttpRequestException($"'caseId' is '{text}'; it must be the UUID of a case.");
    }
}
