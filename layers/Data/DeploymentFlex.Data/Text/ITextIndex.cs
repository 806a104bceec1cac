namespace DeploymentFlex.Data.Text;

/// <summary>
/// The text index of a service's database. It works on the context's connection and transaction, so that a record and
/// its index entries are committed together. One tokenizer serves all providers.
/// </summary>
public interface ITextIndex
{
    /// <summary>Adds documents; an id that is there already is an error of the caller.</summary>
    Task AddAsync(ServiceDbContext context, IReadOnlyList<TextDocument> documents, CancellationToken cancellationToken);

    /// <summary>Removes all documents of a source.</summary>
    Task RemoveAsync(ServiceDbContext context, Guid source, CancellationToken cancellationToken);

    /// <summary>
    /// The best documents for a query, best first: any of the query's words may match, rarer words count more, and a
    /// query of nothing but punctuation finds nothing.
    /// </summary>
    Task<IReadOnlyList<TextHit>> SearchAsync(ServiceDbContext context, TextQuery query, CancellationToken cancellationToken);
}
