namespace DeploymentFlex.TestSupport.Faults;

/// <summary>A server whose password can be changed while it runs.</summary>
public interface IPasswordServer
{
    /// <summary>Changes it, and ends the connections that were made with the old one.</summary>
    Task ChangePasswordAsync(string from, string to, CancellationToken cancellationToken);
}
