using System.Runtime.CompilerServices;
using System.Text;
using DeploymentFlex.Services.Console.Backend;

namespace DeploymentFlex.Services.Tests.ConsolePages;

/// <summary>Cases like those of a working week, with the real logs of tests/Data/loghub.</summary>
internal static class SampleContent
{
    private static readonly (string Title, string? Assignee, string Log, int HoursAgo, string Status)[] s_cases =
    [
        ("HDFS: blocks of the nightly export are under-replicated", "Ines Okafor", "HDFS_2k.log", 3, "investigating"),
        ("SSH brute force against the bastion hosts", "Marek Lindqvist", "OpenSSH_2k.log", 7, "open"),
        ("Apache workers stay in error state after the reload", null, "Apache_2k.log", 21, "open"),
        ("ZooKeeper ensemble loses its leader every few hours", "Ines Okafor", "Zookeeper_2k.log", 30, "investigating"),
        ("Step counter reports 0 after the phone wakes up", "Tomás Rey", "HealthApp_2k.log", 52, "resolved"),
        ("Kernel out of memory kills on combo", "Marek Lindqvist", "Linux_2k.log", 98, "resolved"),
    ];

    public static CaseItem Fill(FakeStore store)
    {
        var now = DateTimeOffset.UtcNow;
        CaseItem? first = null;
        foreach (var (title, assignee, log, hours, status) in s_cases.Reverse())
        {
            var at = now.AddHours(-hours);
            var item = store.AddCase(title, Describe(title), assignee, at);
            store.AddFile(item.Id, log, Read(log), "indexed", at.AddMinutes(4));
            store.Change(item.Id, static found => found, "evidence-indexed", $"{log} can be searched", at.AddMinutes(5));
            if (status != "open")
            {
                store.Change(item.Id, found => found with { Status = "investigating" }, "status", "open → investigating", at.AddMinutes(20));
            }

            if (status == "resolved")
            {
                store.Change(item.Id, found => found with { Status = "resolved" }, "status", "investigating → resolved", at.AddHours(6));
            }

            first = item;
        }

        var running = store.AddFile(first!.Id, "namenode-2008-11-09.log", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Encoding.UTF8.GetString(Read("HDFS_2k.log")), 6))), "indexing", now.AddMinutes(-2));
        store.SetStatus(running.Id, "indexing", 0.62);
        var shot = store.AddFile(first.Id, "dashboard.png", new byte[184_320], "not-text", now.AddMinutes(-1));
        store.SetStatus(shot.Id, "not-text", reason: "It is a picture; it is kept and not searched.");
        return store.FindCase(first.Id)!;
    }

    public static byte[] Read(string log, [CallerFilePath] string here = "") =>
        File.ReadAllBytes(Path.GetFullPath(Path.Combine(here, "../../../../Data/loghub", log)));

    private static string? Describe(string title) => title.StartsWith("HDFS", StringComparison.Ordinal)
        ? "Since the switch of rack 4 was replaced on Sunday, the export of 02:00 ends with blocks that have one replica. A rerun by hand at noon is fine."
        : null;
}
