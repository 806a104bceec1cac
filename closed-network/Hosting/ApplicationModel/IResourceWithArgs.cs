namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that is started with arguments.</summary>
public interface IResourceWithArgs : IResource;
