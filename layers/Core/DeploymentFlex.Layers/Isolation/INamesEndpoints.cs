namespace DeploymentFlex.Layers.Isolation;

/// <summary>
/// Settings that say which endpoints connections go to. The options of every provider that uses a network implement
/// it, explicitly, so that the configuration binder does not see it; what is bound by other means is registered as a
/// service. In on-premises mode nothing connects to an endpoint that no setting names.
/// </summary>
public interface INamesEndpoints
{
    /// <summary>
    /// The endpoints, all that the settings can lead to: each host of a list, and each name that an SDK makes of one.
    /// A vendor's own default address is none: where nothing is named here, a start in on-premises mode is refused.
    /// </summary>
    /// <exception cref="FormatException">They cannot be read; the message says what is wrong with which of them, and no value.</exception>
    IEnumerable<NamedEndpoint> Endpoints { get; }
}
