namespace Aspire.Hosting.ApplicationModel;

/// <summary>One part of a distributed application.</summary>
public interface IResource
{
    string Name { get; }

    ResourceAnnotationCollection Annotations { get; }
}
