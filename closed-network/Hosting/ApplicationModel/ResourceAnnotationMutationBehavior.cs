namespace Aspire.Hosting.ApplicationModel;

/// <summary>What becomes of the annotations of the same type.</summary>
public enum ResourceAnnotationMutationBehavior
{
    Append,
    Replace,
}
