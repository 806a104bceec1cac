namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that published output refers to by an expression.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>For example <c>{cases.bindings.http.url}</c>.</summary>
    string ValueExpression { get; }
}
