using System.ComponentModel;
using System.Reflection;

namespace DeploymentFlex.Layers.Chaos;

/// <summary>
/// Stands before a provider, whatever its contract, and lets faults happen to its calls. Made by <see cref="ChaosFaults.Around"/>.
/// It has no probe: probes would take faults from the calls, and the same seed would no longer give the same.
/// </summary>
/// <typeparam name="TContract">The contract, an interface.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public class ChaosProvider<TContract> : DispatchProxy, IAsyncDisposable
    where TContract : class
{
    private static readonly MethodInfo s_run = MethodOf(nameof(RunAsync));
    private static readonly MethodInfo s_stream = MethodOf(nameof(StreamAsync));
    private static readonly MethodInfo s_around = typeof(ChaosFaults).GetMethod(nameof(ChaosFaults.Around))!;

    private TContract _inner = null!;
    private ChaosFaults _faults = null!;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        switch (_inner)
        {
            case IAsyncDisposable inner:
                await inner.DisposeAsync();
                break;
            case IDisposable inner:
                inner.Dispose();
                break;
        }
    }

    internal static TContract Around(TContract inner, ChaosFaults faults)
    {
        var proxy = Create<TContract, ChaosProvider<TContract>>();
        var chaos = (ChaosProvider<TContract>)(object)proxy;
        chaos._inner = inner;
        chaos._faults = faults;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var (method, arguments) = (targetMethod!, args ?? []);
        var returns = method.ReturnType;
        if (returns == typeof(Task))
        {
            return RunAsync<object?>(method, arguments);
        }

        if (returns == typeof(ValueTask))
        {
            return new ValueTask(RunAsync<object?>(method, arguments));
        }

        var kind = returns.IsGenericType ? returns.GetGenericTypeDefinition() : null;
        return kind == typeof(Task<>) ? Run(s_run, returns, method, arguments)
            : kind == typeof(ValueTask<>) ? Activator.CreateInstance(returns, Run(s_run, returns, method, arguments))
            : kind == typeof(IAsyncEnumerable<>) ? Run(s_stream, returns, method, arguments)
            : CallNow(method, arguments);
    }

    private object? Run(MethodInfo generic, Type returns, MethodInfo method, object?[] arguments) =>
        generic.MakeGenericMethod(returns.GetGenericArguments()).Invoke(this, BindingFlags.DoNotWrapExceptions, binder: null, [method, arguments], culture: null);

    private async Task<TResult> RunAsync<TResult>(MethodInfo method, object?[] arguments)
    {
        var fate = await _faults.BeforeCallAsync(TokenOf(arguments));
        if (!fate.IsPartial)
        {
            return await AwaitAsync<TResult>(Call(method, arguments));
        }

        var isCut = PartialCall.TryCut(method, arguments, fate.Share);
        try
        {
            var result = await AwaitAsync<TResult>(Call(method, arguments));
            if (!isCut && result is Stream content)
            {
                return (TResult)(object)new BreakingStream(content, fate.Share);
            }
        }
        catch (Exception error) when (isCut && error is not OperationCanceledException)
        {
            throw new ChaosException("The call broke off, as the settings of chaos ask.", error);
        }

        throw new ChaosException("The call was done in part, or done and its answer lost, as the settings of chaos ask.");
    }

    private async IAsyncEnumerable<TItem> StreamAsync<TItem>(MethodInfo method, object?[] arguments)
    {
        await _faults.BeforeCallAsync(TokenOf(arguments));
        await foreach (var item in (IAsyncEnumerable<TItem>)Call(method, arguments)!)
        {
            yield return item;
        }
    }

    // What only tells something, or hands a part of the contract out, does not fail: the part's own calls do.
    private object? CallNow(MethodInfo method, object?[] arguments)
    {
        if (method.ReturnType == typeof(void))
        {
            _faults.BeforeCall();
        }

        var result = Call(method, arguments);
        return result is not null && method.ReturnType.IsInterface && method.ReturnType.Assembly == typeof(TContract).Assembly
            ? s_around.MakeGenericMethod(method.ReturnType).Invoke(_faults, [result])
            : result;
    }

    private object? Call(MethodInfo method, object?[] arguments) =>
        method.Invoke(_inner, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);

    private static async Task<TResult> AwaitAsync<TResult>(object? call)
    {
        switch (call)
        {
            case ValueTask<TResult> task:
                return await task;
            case Task<TResult> task:
                return await task;
            case ValueTask task:
                await task;
                return default!;
            default:
                await (Task)call!;
                return default!;
        }
    }

    private static CancellationToken TokenOf(object?[] arguments) => arguments.OfType<CancellationToken>().FirstOrDefault();

    private static MethodInfo MethodOf(string name) => typeof(ChaosProvider<TContract>).GetMethod(name, BindingFlags.Instance | BindingFlags.NonPublic)!;
}
