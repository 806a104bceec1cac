using System.Security.Cryptography;
using System.Text;
using DeploymentFlex.Layers.Disk;

namespace DeploymentFlex.Hosting.Servers;

/// <summary>Where an installed server keeps its settings, its password and its data: for its owner alone.</summary>
internal sealed class ServerFolder(string path)
{
    private const int PasswordCharacters = 32;

    public string Path { get; } = path;

    public string PasswordFile => System.IO.Path.Combine(Path, "password");

    /// <summary>The server's password: made once, and kept beside the data that it protects.</summary>
    public string Password
    {
        get
        {
            if (!File.Exists(PasswordFile))
            {
                Write("password", RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", PasswordCharacters));
            }

            return File.ReadAllText(PasswordFile);
        }
    }

    /// <summary>Writes a file that only its owner can read.</summary>
    /// <returns>Its full path.</returns>
    public string Write(string name, string content)
    {
        var file = System.IO.Path.Combine(Path, name);
        OwnerOnlyFile.Write(file, Encoding.UTF8.GetBytes(content), overwrite: true);
        return file;
    }

    /// <returns>The folder's subfolder of this name, which is made.</returns>
    public string Subfolder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;
}
