using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Tests.Simulation.Machine;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>
/// The way between callers and the server. Messages take time; they are lost, doubled and late. What the server answers
/// is checked as it leaves the server: whatever it says must be durable by then.
/// </summary>
/// <param name="world">The world.</param>
/// <param name="server">The server.</param>
/// <param name="faults">What goes wrong.</param>
internal sealed class Network(World world, Server server, Faults faults)
{
    private static readonly RpcException.StatusCode[] Bugs =
        [RpcException.StatusCode.Internal, RpcException.StatusCode.Unknown, RpcException.StatusCode.DataLoss];

    /// <summary>Calls the server.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="what">The call, for the trace.</param>
    /// <param name="timeout">When the caller gives up.</param>
    /// <param name="call">What the server does.</param>
    /// <param name="onAnswer">Looks at an answer when it leaves the server; null if nobody does.</param>
    public Task<T> CallAsync<T>(
        SimProcess caller,
        string what,
        TimeSpan timeout,
        Func<IWorkflowService, RpcContext, Task<T>> call,
        Action<T>? onAnswer = null)
    {
        var state = new Call<T>(caller, what, timeout, call, onAnswer);
        world.After(timeout, world.Nature, () => Fail(state, RpcException.StatusCode.DeadlineExceeded));
        if (!world.Dice.Chance(faults.RequestLost))
        {
            world.After(Travel(), world.Nature, () => Arrive(state));
        }

        if (world.Dice.Chance(faults.Doubled))
        {
            world.After(Travel() * 3, world.Nature, () => Arrive(state));
        }

        return state.Answered.Task;
    }

    private TimeSpan Travel() => world.Dice.Chance(faults.Late)
        ? world.Dice.Between(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(15))
        : world.Dice.Skewed(TimeSpan.FromMilliseconds(0.05), TimeSpan.FromMilliseconds(3));

    private void Arrive<T>(Call<T> call)
    {
        if (server.Node is not { } node || server.Process is not { IsAlive: true } process)
        {
            world.After(Travel(), world.Nature, () => Fail(call, RpcException.StatusCode.Unavailable));
            return;
        }

        process.OnDeath(() =>
        {
            if (!call.Answered.Task.IsCompleted && world.Dice.Chance(0.8))
            {
                world.After(Travel(), world.Nature, () => Fail(call, RpcException.StatusCode.Unavailable));
            }
        });
        process.Spawn(() => ServeAsync(call, node.Service));
    }

    private async Task ServeAsync<T>(Call<T> call, IWorkflowService service)
    {
        try
        {
            var context = new RpcContext(call.Timeout, CancellationToken: call.GivenUp.Token);
            var answer = await call.Work(service, context);
            call.OnAnswer?.Invoke(answer);
            Send(call, source => source.TrySetResult(answer));
        }
        catch (RpcException refused)
        {
            world.Check(
                !Bugs.Contains(refused.Code)
                || (faults.HasMistakes && refused.Code == RpcException.StatusCode.Internal),
                $"{call.What} was answered with {refused.Code}: {refused}");
            Send(call, source => source.TrySetException(refused));
        }
        catch (OperationCanceledException) when (call.GivenUp.IsCancellationRequested)
        {
            // Its caller does not listen any more.
        }
    }

    private void Send<T>(Call<T> call, Func<TaskCompletionSource<T>, bool> answer)
    {
        if (!world.Dice.Chance(faults.AnswerLost))
        {
            world.After(Travel(), world.Nature, () => End(call, answer));
        }
    }

    private void Fail<T>(Call<T> call, RpcException.StatusCode code)
    {
        var failure = new RpcException(code, $"The simulated network says {code}.");
        if (End(call, source => source.TrySetException(failure)) && server.Process is { IsAlive: true } process)
        {
            process.Post(call.GivenUp.Cancel); // A long poll of a caller that is gone ends.
        }
    }

    private bool End<T>(Call<T> call, Func<TaskCompletionSource<T>, bool> answer)
    {
        var isFirst = answer(call.Answered);
        if (isFirst && world.Trace.IsRead)
        {
            var refusal = call.Answered.Task.Exception?.InnerException?.Message;
            world.Trace.Note(world, call.Caller, $"{call.What} -> {refusal ?? "ok"}");
        }

        return isFirst;
    }

    private sealed record Call<T>(
        SimProcess Caller,
        string What,
        TimeSpan Timeout,
        Func<IWorkflowService, RpcContext, Task<T>> Work,
        Action<T>? OnAnswer)
    {
        public TaskCompletionSource<T> Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenSource GivenUp { get; } = new();
    }
}
