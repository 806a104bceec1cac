using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DeploymentFlex.Cli.Run;

/// <summary>
/// Tells in milliseconds whether the build that is there was made from the sources that are there: a hash over
/// the names, sizes and times of every file that can change what runs, noted after each build.
/// </summary>
internal sealed class SourceStamp(Repository repository)
{
    private static readonly HashSet<string> NotSources =
        new(["bin", "obj", "tests", "tools", "benchmarks", "docs", "node_modules", "TestResults"], StringComparer.OrdinalIgnoreCase);

    private string StampFile => Path.Combine(repository.FlexFolder, "build.stamp");

    private string FeedFile => Path.Combine(repository.FlexFolder, Feeds.FeedFile.FileName);

    /// <summary>The sources as they are now. Taken before a build, so that an edit during it makes the next one run.</summary>
    public string Take()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(File.Exists(FeedFile) ? File.ReadAllText(FeedFile) : ""));
        foreach (var file in Sources().OrderBy(static file => file.FullName, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"{Path.GetRelativePath(repository.Root, file.FullName)}|{file.Length}|{file.LastWriteTimeUtc.Ticks}\n")));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Whether the last build was of these sources and what it wrote is still there.</summary>
    public bool IsUpToDate(string sources)
    {
        var noted = File.Exists(StampFile) ? File.ReadAllLines(StampFile) : [];
        return noted.Length > 1 && noted[0] == sources && noted.Skip(1).All(File.Exists);
    }

    /// <summary>Notes that a build of these sources succeeded.</summary>
    public void Note(string sources)
    {
        var outputs = Sources().Where(static file => file.Extension == ".csproj").Select(static file => Repository.OutputOf(file.FullName));
        Directory.CreateDirectory(repository.FlexFolder);
        File.WriteAllLines(StampFile, [sources, .. outputs.Where(File.Exists)]);
    }

    private IEnumerable<FileInfo> Sources() => FilesUnder(new DirectoryInfo(repository.Root));

    private static IEnumerable<FileInfo> FilesUnder(DirectoryInfo folder)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry.Name.StartsWith('.') || NotSources.Contains(entry.Name) || entry.Extension == ".md")
            {
                continue;
            }

            if (entry is FileInfo file)
            {
                yield return file;
            }
            else
            {
                foreach (var inner in FilesUnder((DirectoryInfo)entry))
                {
                    yield return inner;
                }
            }
        }
    }
}
