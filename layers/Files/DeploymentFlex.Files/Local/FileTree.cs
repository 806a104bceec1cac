using System.IO.Enumeration;
using DeploymentFlex.Layers.Disk;

namespace DeploymentFlex.Files.Local;

/// <summary>
/// Keys as paths. A key may be a file and the beginning of other keys at once (<c>a</c> and <c>a/b</c>), so a folder
/// is named with a plus at its end, which no key has. Symbolic links below the root are never followed.
/// </summary>
internal sealed class FileTree(string root)
{
    private const char FolderMark = '+';

    private static readonly string[] s_devices = ["con", "prn", "aux", "nul", "conin$", "conout$"];
    private readonly Lock _lock = new();

    public string Root { get; } = root;

    /// <summary>The file of a key, or null when there is none.</summary>
    public FileInfo? Find(string key)
    {
        if (FindFolder(key) is not { } folder)
        {
            return null;
        }

        var file = new FileInfo(Path.Combine(folder, NameOf(key)));
        return IsOwn(file) ? file : null;
    }

    /// <summary>Makes the folder of a key durably, and returns the path of the file in it.</summary>
    /// <exception cref="IOException">There is a symbolic link in the way.</exception>
    public string Prepare(string key)
    {
        var path = Root;
        lock (_lock)
        {
            DiskDirectory.Create(path);
            foreach (var folder in Folders(key))
            {
                path = Path.Combine(path, folder);
                DiskDirectory.Create(path);
                if (!IsOwn(new DirectoryInfo(path)))
                {
                    throw new IOException($"'{path}' is a symbolic link; none is followed in the folder of the files.");
                }
            }
        }

        return Path.Combine(path, NameOf(key));
    }

    /// <summary>The keys that begin with the prefix and come after the cursor, in ordinal order.</summary>
    public IEnumerable<string> Keys(string prefix, string? after)
    {
        // Only the deepest folder that the prefix names is walked.
        var start = prefix.LastIndexOf('/') + 1;
        return FindFolder(prefix) is { } folder ? Keys(folder, prefix[..start], prefix, after) : [];
    }

    /// <summary>The folder that holds the key, or null when there is none.</summary>
    private string? FindFolder(string key)
    {
        var path = Root;
        foreach (var folder in Folders(key))
        {
            path = Path.Combine(path, folder);
            if (!IsOwn(new DirectoryInfo(path)))
            {
                return null;
            }
        }

        return Directory.Exists(path) ? path : null;
    }

    private static IEnumerable<string> Keys(string folder, string keyPrefix, string prefix, string? after)
    {
        var entries = new FileSystemEnumerable<string>(
            folder,
            (ref FileSystemEntry entry) => entry.IsDirectory ? $"{keyPrefix}{entry.FileName[..^1]}/" : $"{keyPrefix}{entry.FileName}",
            new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint })
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) =>
                entry.FileName[0] != '.' && entry.IsDirectory == (entry.FileName[^1] == FolderMark),
        };

        // A folder sorts by its name with the slash, which is where the keys in it belong.
        foreach (var key in entries.Where(IsWanted).Order(StringComparer.Ordinal))
        {
            if (key[^1] != '/')
            {
                yield return key;
                continue;
            }

            foreach (var inner in Keys(Path.Combine(folder, key[keyPrefix.Length..^1] + FolderMark), key, prefix, after))
            {
                yield return inner;
            }
        }

        bool IsWanted(string key) =>
            key.StartsWith(prefix, StringComparison.Ordinal)
            && (after is null || string.CompareOrdinal(key, after) > 0 || (key[^1] == '/' && after.StartsWith(key, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Folders(string key)
    {
        var segments = key.Split('/');
        if (OperatingSystem.IsWindows() && segments.Any(IsRefusedByWindows))
        {
            throw new ArgumentException("Windows keeps this name for a device, or does not keep the dot at its end.", nameof(key));
        }

        return segments[..^1].Select(static segment => segment + FolderMark);
    }

    private static bool IsRefusedByWindows(string segment)
    {
        var name = segment.Split('.')[0];
        return segment.EndsWith('.')
            || s_devices.Contains(name, StringComparer.Ordinal)
            || (name.Length == 4 && name[..3] is "com" or "lpt" && char.IsAsciiDigit(name[3]));
    }

    private static string NameOf(string key) => key[(key.LastIndexOf('/') + 1)..];

    private static bool IsOwn(FileSystemInfo entry) => entry.Exists && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
}
