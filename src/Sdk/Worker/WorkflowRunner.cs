using System.Collections.Concurrent;
using Cairn.Exceptions;
using Cairn.Logging;
using Cairn.Sdk.Replay;
using Cairn.Sdk.Replay.Activations;
using Cairn.Workflows;
using Microsoft.Extensions.Logging;

namespace Cairn.Worker;

/// <summary>Replays and continues runs: passes activations to the code and its commands to the machines.</summary>
internal sealed class WorkflowRunner
{
    private readonly Dictionary<string, WorkflowDefinition> byName = [];
    private readonly WorkflowDefinition? dynamicDefinition;
    private readonly WorkflowRunnerOptions options;
    private readonly ILoggerFactory loggers;
    private readonly ConcurrentDictionary<string, ILogger> loggersByType = new();

    /// <exception cref="ArgumentException">Two workflows have the same name, or one cannot be run.</exception>
    public WorkflowRunner(WorkflowRunnerOptions options)
    {
        this.options = options;
        loggers = SafeLoggerFactory.Of(options.LoggerFactory);
        ForgottenTasks.Watch();
        foreach (var workflow in options.Workflows)
        {
            SharedState.Warn(this.loggers.CreateLogger<CairnWorker>(), workflow);
            if (!workflow.Instantiable)
            {
                throw new ArgumentException($"Workflow {workflow.Type} has no public constructor that can be used");
            }

            var other = workflow.Dynamic ? dynamicDefinition : byName.GetValueOrDefault(workflow.Name!);
            if (other is not null)
            {
                throw new ArgumentException(
                    $"More than one workflow named {workflow.Name ?? "(dynamic)"}: {other.Type} and {workflow.Type}");
            }

            if (workflow.Dynamic)
            {
                dynamicDefinition = workflow;
            }
            else
            {
                byName.Add(workflow.Name!, workflow);
            }
        }
    }

    /// <summary>Runs the code for all activations of its machines.</summary>
    /// <param name="state">The run.</param>
    /// <param name="workflowId">The workflow id.</param>
    /// <param name="runId">The run's id.</param>
    /// <param name="slot">Notified when code runs and when it waits.</param>
    /// <param name="toTheEnd">Whether events after the last workflow task are matched too.</param>
    public void Run<T>(RunState state, string workflowId, string runId, ActivationSlot<T> slot, bool toTheEnd = false)
    {
        while (Next(state, toTheEnd) is { } activation)
        {
            slot.EnterCode();
            try
            {
                state.Instance ??= NewInstance(state.Machines, activation, workflowId, runId);
                state.Machines.Accept(options.TaskEvents is { } events
                    ? events.Around(state.Instance, activation)
                    : state.Instance.Activate(activation));
            }
            finally
            {
                slot.ExitCode();
            }
        }
    }

    // If the code produced no further command, what it waits for shows where it is.
    private static Activation? Next(RunState state, bool toTheEnd)
    {
        try
        {
            return state.Machines.Next(toTheEnd);
        }
        catch (NondeterminismException e)
            when (e.Difference is { Found: null } && state.Instance is { IsOver: false } instance)
        {
            var newLine = Environment.NewLine;
            throw e.With($"{newLine}{newLine}The code waits for:{newLine}{WaitingFor.Describe(instance)}");
        }
    }

    private WorkflowInstance NewInstance(
        WorkflowMachines machines, Activation activation, string workflowId, string runId)
    {
        if (activation.Jobs[0] is not ActivationJob.InitializeWorkflow start)
        {
            throw new InvalidWorkflowOperationException("History does not begin with the start of the workflow");
        }

        var type = start.Started.WorkflowType.Name;
        var definition = byName.GetValueOrDefault(type) ?? dynamicDefinition
            ?? throw new InvalidWorkflowOperationException(
                $"Workflow type {type} is not registered on this worker, known workflow types: "
                + $"[{string.Join(", ", byName.Keys.Order(StringComparer.Ordinal))}]");
        return new(
            new(
                options,
                definition,
                start,
                machines.Flags,
                workflowId,
                runId,
                loggersByType.GetOrAdd(type, t => loggers.CreateLogger("Cairn.Workflow." + t))),
            activation.Timestamp);
    }
}
