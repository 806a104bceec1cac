namespace DeploymentFlex.Services.Cases.Model;

/// <summary>What the texts of a case may be; each method answers the text as it is kept.</summary>
public static class CaseRules
{
    public const int TitleLength = 200;
    public const int DescriptionLength = 20_000;
    public const int AssigneeLength = 200;
    public const int NoteLength = 1_000;

    /// <exception cref="BadHttpRequestException">400: empty, too long, or with control characters.</exception>
    public static string Title(string? text) =>
        Line("title", text, TitleLength) ?? throw Bad("The title is empty; give one of 1 to 200 characters.");

    /// <exception cref="BadHttpRequestException">400: too long, or with control characters other than line ends and tabs.</exception>
    public static string? Description(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (text.Length > DescriptionLength)
        {
            throw Bad($"The description has {text.Length} characters; at most {DescriptionLength} are allowed.");
        }

        return text.Any(static letter => char.IsControl(letter) && letter is not ('\r' or '\n' or '\t'))
            ? throw Bad("The description has a control character; only line ends and tabs are allowed.")
            : text.Trim();
    }

    /// <exception cref="BadHttpRequestException">400: too long, or with control characters.</exception>
    public static string? Assignee(string? text) => Line("assignee", text, AssigneeLength);

    /// <exception cref="BadHttpRequestException">400: empty, too long, or with control characters.</exception>
    public static string Note(string? text) => Line("text", text, NoteLength) ?? throw Bad("The text is empty.");

    private static string? Line(string field, string? text, int maxLength)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
        {
            return null;
        }

        if (trimmed.Length > maxLength)
        {
            throw Bad($"The field '{field}' has {trimmed.Length} characters; at most {maxLength} are allowed.");
        }

        return trimmed.Any(char.IsControl)
            ? throw Bad($"The field '{field}' has a control character; it must be one line of text.")
            : trimmed;
    }

    private static BadHttpRequestException Bad(string message) => new(message);
}
