namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is known once the application runs, and an expression where it is published.</summary>
public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;
