using Cairn.Api.History.V1;
using Cairn.Sdk.Replay;
using Cairn.Sdk.Replay.Activations;
using Cairn.Sdk.Replay.Commands;

namespace Cairn.Tests.Replay;

/// <summary>Machines with a script in the place of workflow code: one list of commands an activation.</summary>
internal sealed class Run(params WorkflowCommand[][] script)
{
    private int step;

    public WorkflowMachines Machines { get; } = new();

    public List<Activation> Activations { get; } = [];

    /// <summary>Feeds history and answers all activations that follow from it.</summary>
    public Run Feed(List<HistoryEvent> history, bool toTheEnd = false)
    {
        Assert.True(Machines.TryFeed(history));
        while (Machines.Next(toTheEnd) is { } activation)
        {
            Activations.Add(activation);
            Machines.Accept(step < script.Length ? script[step] : []);
            step++;
        }

        return this;
    }

    public string[] Commands => [.. Machines.ToCommands().Select(command => command.CommandType.ToString())];

    /// <summary>The jobs of each activation, by kind.</summary>
    public string[] Jobs => [.. Activations.Select(a => string.Join(' ', a.Jobs.Select(job => job.GetType().Name)))];
}
