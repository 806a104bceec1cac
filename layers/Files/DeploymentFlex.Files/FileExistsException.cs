using DeploymentFlex.Layers;

namespace DeploymentFlex.Files;

/// <summary>The key is taken: files are written once.</summary>
public sealed class FileExistsException : LayerAnswerException
{
    public FileExistsException(string key)
        : base($"There is already a file under the key '{key}'.")
    {
    }

    public FileExistsException()
    {
    }

    public FileExistsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
