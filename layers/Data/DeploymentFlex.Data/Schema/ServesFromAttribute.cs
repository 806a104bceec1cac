namespace DeploymentFlex.Data.Schema;

/// <summary>
/// On a migration that takes something away: the oldest code that the schema still serves, known by the newest migration
/// of that code. A migration that only adds does not need it.
/// </summary>
/// <param name="migration">The id of a migration, for example <c>20261201000000_Renamed</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ServesFromAttribute(string migration) : Attribute
{
    public string Migration { get; } = migration;
}
