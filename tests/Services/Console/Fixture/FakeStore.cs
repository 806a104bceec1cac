using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using DeploymentFlex.Services.Console.Backend;

namespace DeploymentFlex.Services.Tests.ConsolePages;

/// <summary>Cases and files in memory, answered as the services answer them, so that pages can be looked at alone.</summary>
public sealed class FakeStore
{
    private readonly ConcurrentDictionary<Guid, CaseItem> _cases = new();
    private readonly ConcurrentDictionary<Guid, (EvidenceItem Item, byte[] Content, string[] Lines)> _files = new();

    /// <summary>How long each answer takes.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Services that answer 503.</summary>
    public ConcurrentDictionary<string, bool> Broken { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the layers of the evidence service have lost their primaries.</summary>
    public bool Degraded { get; set; }

    public IEnumerable<CaseItem> Cases => _cases.Values.OrderByDescending(static item => item.CreatedAt);

    public CaseItem? FindCase(Guid id) => _cases.GetValueOrDefault(id);

    public EvidenceItem? FindFile(Guid id) => _files.TryGetValue(id, out var file) ? file.Item : null;

    public IEnumerable<EvidenceItem> FilesOf(Guid caseId) =>
        _files.Values.Select(static file => file.Item).Where(item => item.CaseId == caseId).OrderByDescending(static item => item.CreatedAt);

    public string[] LinesOf(Guid id) => _files[id].Lines;

    public byte[] ContentOf(Guid id) => _files[id].Content;

    public CaseItem AddCase(string title, string? description = null, string? assignee = null, DateTimeOffset? at = null)
    {
        var now = at ?? DateTimeOffset.UtcNow;
        var item = new CaseItem(Guid.CreateVersion7(now), title, description, assignee, "open", now, now, [new TimelineEntry(now, "created", "Case opened")]) { ETag = "\"1\"" };
        return _cases[item.Id] = item;
    }

    public CaseItem Change(Guid id, Func<CaseItem, CaseItem> change, string kind, string text, DateTimeOffset? at = null)
    {
        var now = at ?? DateTimeOffset.UtcNow;
        return _cases.AddOrUpdate(
            id,
            static _ => throw new InvalidOperationException("There is no such case."),
            (_, item) => change(item) with
            {
                UpdatedAt = now,
                Timeline = [.. item.Timeline!, new TimelineEntry(now, kind, text)],
                ETag = $"\"{item.Timeline!.Count + 1}\"",
            });
    }

    public EvidenceItem AddFile(Guid caseId, string name, byte[] content, string status = "indexed", DateTimeOffset? at = null)
    {
        var now = at ?? DateTimeOffset.UtcNow;
        var lines = Encoding.UTF8.GetString(content).TrimEnd('\n').Split('\n');
        var item = new EvidenceItem(
            Guid.CreateVersion7(now), caseId, name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)),
            status, status == "indexing" ? 0.4 : null, null, lines.Length, now);
        _files[item.Id] = (item, content, lines);
        Change(caseId, static found => found, "evidence-added", $"{name} was added", now);
        return item;
    }

    public void SetStatus(Guid id, string status, double? progress = null, string? reason = null)
    {
        var (item, content, lines) = _files[id];
        _files[id] = (item with { Status = status, Progress = progress, Reason = reason }, content, lines);
    }

    public bool RemoveFile(Guid id) => _files.TryRemove(id, out _);

    /// <summary>The lines with most of the query's words, best first; equal lines of a file count as repeats.</summary>
    public IReadOnlyList<Passage> Search(string query, Guid? caseId, int limit)
    {
        var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. _files.Values
                .Where(file => caseId is null || file.Item.CaseId == caseId)
                .SelectMany(file => file.Lines.Select((text, index) => (file, text, index, hits: words.Count(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)))))
                .Where(static line => line.hits > 0)
                .GroupBy(static line => (line.file.Item.Id, Tail(line.text)))
                .Select(same => (First: same.First(), Repeats: same.Count(), Score: Math.Round((double)same.First().hits / words.Length * (0.97 - 0.0009 * Math.Min(same.Count(), 300)), 2)))
                .OrderByDescending(static found => found.Score)
                .Take(limit)
                .Select(static found => new Passage(
                    found.Score,
                    found.First.text,
                    found.First.file.Lines[Math.Max(0, found.First.index - 2)..found.First.index],
                    found.First.file.Lines[(found.First.index + 1)..Math.Min(found.First.file.Lines.Length, found.First.index + 3)],
                    found.First.file.Item.CaseId,
                    found.First.file.Item.Id,
                    found.First.file.Item.Name,
                    found.First.index + 1,
                    found.Repeats)),
        ];
    }

    // What follows the time and the host in a line of a system log.
    private static string Tail(string text) => text.Length > 40 ? text[40..] : text;
}
