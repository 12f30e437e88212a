using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Cairn.Converters;
using Microsoft.Extensions.Logging;

namespace Cairn.Workflows;

/// <summary>
/// Logs tasks of workflow code that failed and were never awaited. .NET finds them when it collects garbage, without
/// the workflow that they belong to, so each exception is recorded with the workflow that threw it.
/// </summary>
internal static class ForgottenTasks
{
    private static readonly ConditionalWeakTable<Exception, Origin> Thrown = [];
    private static int isWatching;

    /// <summary>Begins to watch this process, once.</summary>
    public static void Watch()
    {
        if (Interlocked.Exchange(ref isWatching, 1) == 0)
        {
            AppDomain.CurrentDomain.FirstChanceException += OnThrown;
            TaskScheduler.UnobservedTaskException += OnForgotten;
        }
    }

    private static void OnThrown(object? sender, FirstChanceExceptionEventArgs args)
    {
        // A replay throws the same exception again; the first execution has logged it.
        if (WorkflowContext.Find() is { IsReplaying: false } instance)
        {
            var info = instance.Info;
            Thrown.AddOrUpdate(args.Exception, new(instance.Logger, info.WorkflowType, info.WorkflowId, info.RunId));
        }
    }

    private static void OnForgotten(object? sender, UnobservedTaskExceptionEventArgs args)
    {
        foreach (var error in args.Exception.Flatten().InnerExceptions)
        {
            if (Thrown.TryGetValue(error, out var origin))
            {
                WorkflowLog.Forgotten(
                    origin.Logger,
                    origin.WorkflowType,
                    origin.WorkflowId,
                    origin.RunId,
                    error.GetType().ToString(),
                    ExceptionReading.MessageOf(error),
                    error);
            }
        }
    }

    private sealed record Origin(ILogger Logger, string WorkflowType, string WorkflowId, string RunId);
}
