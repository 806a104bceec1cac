namespace Aspire.Hosting.ApplicationModel;

/// <summary>One line of a resource's log; the content begins with its time (UTC, ISO 8601).</summary>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);
