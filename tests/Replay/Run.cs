using Cairn.Api.History.V1;
using Cairn.Sdk.Replay;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;
using Cairn.StateMachines;

namespace Cairn.Tests.Replay;

/// <summary>Machines with a script in the place of workflow code: one list of commands an activation.</summary>
internal sealed class Run(ITransitionObserver? observer, params WorkflowCommand[][] script)
{
    private int step;

    public Run(params WorkflowCommand[][] script)
        : this(observer: null, script)
    {
    }

    public WorkflowMachines Machines { get; } = new(observer);

    public List<Activation> Activations { get; } = [];

    /// <summary>Feeds history and answers all activations that follow from it.</summary>
    public Run Feed(List<HistoryEvent> history, bool toTheEnd = false)
    {
        Assert.True(Machines.TryFeed(history));
        return Answer(toTheEnd);
    }

    /// <summary>A local activity ends, and all activations that follow from it are answered.</summary>
    public Run Complete(LocalActivityResult result)
    {
        Machines.Complete(result);
        return Answer(toTheEnd: false);
    }

    public string[] Commands => [.. Machines.ToCommands().Select(command => command.CommandType.ToString())];

    /// <summary>The jobs of each activation, by kind.</summary>
    public string[] Jobs => [.. Activations.Select(a => string.Join(' ', a.Jobs.Select(job => job.GetType().Name)))];

    private Run Answer(bool toTheEnd)
    {
        while (Machines.Next(toTheEnd) is { } activation)
        {
            Activations.Add(activation);
            Machines.Accept(step < script.Length ? script[step] : []);
            step++;
        }

        return this;
    }
}
