namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that is part of another.</summary>
/// <typeparam name="T">The type of the other.</typeparam>
public interface IResourceWithParent<out T> : IResourceWithParent
    where T : IResource
{
    new T Parent { get; }

    IResource IResourceWithParent.Parent => Parent;
}
