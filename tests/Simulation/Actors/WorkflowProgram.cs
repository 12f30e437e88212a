using System.Globalization;
using Cairn.Api.Command.V1;
using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Api.Failure.V1;
using Cairn.Api.History.V1;
using Cairn.Tests.Simulation.Machine;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Tests.Simulation.Actors;

/// <summary>
/// The workflow code of the simulation: a list of steps, done one after the other, that is a pure function of the
/// history. It stands in the workflow's input, as in <c>a3,t500,s,m</c>:
/// <list type="bullet">
/// <item><c>aN</c> an activity of at most N attempts (0: any number), then its end;</item>
/// <item><c>pN</c> N activities at once, then the end of all;</item>
/// <item><c>tN</c> a timer of N ms, then its firing;</item>
/// <item><c>rN</c> an activity against a timer of N ms: whoever loses is cancelled;</item>
/// <item><c>kN</c> an activity that is asked to stop after N ms, then its end;</item>
/// <item><c>s</c> the next signal;</item>
/// <item><c>m</c> a marker;</item>
/// <item><c>cN</c> a child with one of a few programs and parent close policies, then its end;</item>
/// <item><c>xN</c> a signal to the workflow <c>wN</c>, then word of it;</item>
/// <item><c>yN</c> a request that the workflow <c>wN</c> cancel itself, then word of it;</item>
/// <item><c>n</c> the steps that follow are those of a new run;</item>
/// <item><c>f</c> failure of the workflow.</item>
/// </list>
/// </summary>
internal sealed class WorkflowProgram
{
    private static readonly string[] Children = ["m", "t100", "s", "a1,f", "t5,n,a0,n,s", "t20000"];

    private static readonly ParentClosePolicy[] Policies =
        [ParentClosePolicy.Terminate, ParentClosePolicy.Abandon, ParentClosePolicy.RequestCancel];

    private readonly SeenHistory seen;
    private readonly List<Command> commands = [];
    private readonly List<string> result = [];
    private int signals;

    private WorkflowProgram(SeenHistory seen) => this.seen = seen;

    /// <summary>Makes a program up.</summary>
    public static string Draw(Dice dice)
    {
        var steps = Enumerable.Range(0, 1 + dice.Below(6)).Select(_ => dice.Below(16) switch
        {
            < 3 => $"a{dice.Of(0, 0, 1, 3)}",
            < 5 => $"t{dice.Of(0, 1, 100, 1000, 20_000, 90_000)}",
            < 7 => "s",
            7 => $"p{dice.Of(2, 3, 5)}",
            8 => $"r{dice.Of(10, 300, 1500, 5000)}",
            9 => $"k{dice.Of(10, 300, 1500)}",
            10 => "m",
            < 13 => $"c{dice.Below(Children.Length * Policies.Length)}",
            13 => $"x{dice.Below(3)}",
            14 => $"{dice.Of("y", "x")}{dice.Below(8)}",
            15 => "n",
            _ => dice.Of("t5", "s", "f"),
        });
        return string.Join(',', steps);
    }

    /// <summary>What the workflow does after a history that ends with the start of a workflow task.</summary>
    public static List<Command> Decide(IEnumerable<HistoryEvent> history)
    {
        var program = new WorkflowProgram(new SeenHistory(history));
        program.Run();
        return program.commands;
    }

    private void Run()
    {
        if (seen.IsCancelRequested)
        {
            foreach (var timer in seen.OpenTimers)
            {
                CancelTimer(timer);
            }

            Do(CommandType.CancelWorkflowExecution, command =>
                command.CancelWorkflowExecutionCommandAttributes = new());
            return;
        }

        var steps = seen.Program.Split(',');
        for (var i = 0; i < steps.Length; i++)
        {
            var amount = steps[i].Length > 1 ? int.Parse(steps[i].AsSpan(1), CultureInfo.InvariantCulture) : 0;
            if (steps[i][0] == 'n')
            {
                ContinueAsNew(steps.Skip(i + 1));
                return;
            }

            if (!Step(i.ToString(CultureInfo.InvariantCulture), steps[i][0], amount))
            {
                return;
            }
        }

        Do(CommandType.CompleteWorkflowExecution, command =>
            command.CompleteWorkflowExecutionCommandAttributes = new()
            {
                Result = Wire.Text(string.Join(' ', result)),
            });
    }

    /// <summary>Does a step as far as it goes.</summary>
    /// <returns>Whether it is behind us.</returns>
    private bool Step(string id, char step, int amount) => step switch
    {
        'a' => Activity(id, amount),
        'p' => Enumerable.Range(0, amount).Select(i => Activity($"{id}.{i}", 0)).ToList().TrueForAll(ended => ended),
        't' => Timer(id, amount),
        'r' => Race(id, amount),
        'k' => Stop(id, amount),
        's' => Signal(),
        'm' => Marker(id),
        'c' => Child(id, amount),
        'x' => SignalOther(id, $"w{amount}"),
        'y' => CancelOther(id, $"w{amount}"),
        _ => Fail(),
    };

    private bool Activity(string id, int attempts)
    {
        if (seen.Activity(id) is null)
        {
            Do(CommandType.ScheduleActivityTask, command => command.ScheduleActivityTaskCommandAttributes = new()
            {
                ActivityId = id,
                ActivityType = new ActivityType { Name = "act" },
                TaskQueue = Wire.Normal,
                StartToCloseTimeout = Ms(5000),
                HeartbeatTimeout = Ms(id.Length > 1 ? 0 : 2500),
                RequestEagerExecution = id is "0" or "2",
                RetryPolicy = new RetryPolicy { InitialInterval = Ms(300), MaximumAttempts = attempts },
            });
            return false;
        }

        return Ended(id);
    }

    private bool Ended(string id)
    {
        if (seen.ActivityEnd(id) is { } end)
        {
            result.Add(end.ActivityTaskCompletedEventAttributes is { } completed
                ? Wire.Text(completed.Result)
                : end.EventType.ToString());
        }

        return seen.ActivityEnd(id) is not null;
    }

    private bool Timer(string id, int ms)
    {
        if (!seen.HasTimer(id))
        {
            Do(CommandType.StartTimer, command => command.StartTimerCommandAttributes = new()
            {
                TimerId = id,
                StartToFireTimeout = Ms(ms),
            });
            return false;
        }

        return seen.TimerEnd(id) is not null;
    }

    private bool Race(string id, int ms)
    {
        var hasEnded = Activity(id, 2);
        var hasFired = Timer(id, ms);
        if (hasEnded && !hasFired)
        {
            CancelTimer(id);
        }
        else if (hasFired && !hasEnded && !seen.IsCancelRequestedOf(id))
        {
            RequestCancel(id);
        }

        return hasEnded || hasFired;
    }

    private bool Stop(string id, int ms)
    {
        var hasEnded = Activity(id, 0);
        var hasFired = Timer(id, ms);
        if (hasFired && !hasEnded && !seen.IsCancelRequestedOf(id))
        {
            RequestCancel(id);
        }

        return hasEnded && hasFired;
    }

    private bool Signal()
    {
        if (signals >= seen.Signals.Count)
        {
            return false;
        }

        result.Add(seen.Signals[signals++]);
        return true;
    }

    private bool Marker(string id)
    {
        if (!seen.HasMarker(id))
        {
            Do(CommandType.RecordMarker, command => command.RecordMarkerCommandAttributes = new() { MarkerName = id });
        }

        return true;
    }

    private bool Child(string id, int kind)
    {
        if (!seen.IsAsked(id))
        {
            Do(CommandType.StartChildWorkflowExecution, command =>
                command.StartChildWorkflowExecutionCommandAttributes = new()
                {
                    WorkflowId = $"{seen.RunId}.{id}",
                    WorkflowType = new WorkflowType { Name = "program" },
                    TaskQueue = Wire.Normal,
                    Input = Wire.Text(Children[kind % Children.Length]),
                    ParentClosePolicy = Policies[kind / Children.Length],
                    Control = id,
                });
        }

        if (seen.AnswerTo(id) is { } end)
        {
            result.Add(end.EventType.ToString());
        }

        return seen.AnswerTo(id) is not null;
    }

    private bool SignalOther(string id, string workflowId)
    {
        if (!seen.IsAsked(id))
        {
            Do(CommandType.SignalExternalWorkflowExecution, command =>
                command.SignalExternalWorkflowExecutionCommandAttributes = new()
                {
                    Execution = new WorkflowExecution { WorkflowId = workflowId },
                    SignalName = "signal",
                    Input = Wire.Text($"{seen.RunId}/{id}"),
                    Control = id,
                });
        }

        return seen.AnswerTo(id) is not null;
    }

    private bool CancelOther(string id, string workflowId)
    {
        if (!seen.IsAsked(id))
        {
            Do(CommandType.RequestCancelExternalWorkflowExecution, command =>
                command.RequestCancelExternalWorkflowExecutionCommandAttributes = new()
                {
                    WorkflowId = workflowId,
                    Control = id,
                });
        }

        return seen.AnswerTo(id) is not null;
    }

    private void ContinueAsNew(IEnumerable<string> steps) =>
        Do(CommandType.ContinueAsNewWorkflowExecution, command =>
            command.ContinueAsNewWorkflowExecutionCommandAttributes = new()
            {
                WorkflowType = new WorkflowType { Name = "program" },
                TaskQueue = Wire.Normal,
                Input = Wire.Text(steps.Any() ? string.Join(',', steps) : "m"),
            });

    private bool Fail()
    {
        Do(CommandType.FailWorkflowExecution, command => command.FailWorkflowExecutionCommandAttributes = new()
        {
            Failure = new Failure { Message = string.Join(' ', result), ApplicationFailureInfo = new() },
        });
        return false;
    }

    private void CancelTimer(string id) => Do(CommandType.CancelTimer, command =>
        command.CancelTimerCommandAttributes = new() { TimerId = id });

    private void RequestCancel(string id) => Do(CommandType.RequestCancelActivityTask, command =>
        command.RequestCancelActivityTaskCommandAttributes = new() { ScheduledEventId = seen.Activity(id)!.Value });

    private void Do(CommandType type, Action<Command> fill)
    {
        var command = new Command { CommandType = type };
        fill(command);
        commands.Add(command);
    }

    private static Duration Ms(int ms) => Duration.FromTimeSpan(TimeSpan.FromMilliseconds(ms));
}
