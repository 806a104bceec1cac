namespace DeploymentFlex.Layers.Chaos;

/// <summary>
/// A contract that puts faults before its own calls: one with a generic method whose type is constrained, before which nothing can
/// be put without knowing it.
/// </summary>
/// <typeparam name="TContract">The contract.</typeparam>
public interface IChaosSubject<out TContract>
    where TContract : class
{
    /// <summary>The provider with these faults before its calls.</summary>
    TContract Under(ChaosFaults faults);
}
