using Cairn.Api.Common.V1;
using Cairn.Common;
using Cairn.Exceptions;

namespace Cairn.Workflows;

/// <summary>
/// Thrown by workflow code to end its run and begin another with an empty history. Made by
/// <see cref="Workflow.CreateContinueAsNewException(string, IReadOnlyCollection{object}, ContinueAsNewOptions)"/>.
/// </summary>
public class ContinueAsNewException : CairnException
{
    internal ContinueAsNewException(
        string workflow,
        IReadOnlyCollection<object?> args,
        ContinueAsNewOptions? options,
        IDictionary<string, Payload>? headers)
        : base("Continue as new")
    {
        ArgumentException.ThrowIfNullOrEmpty(workflow);
        ArgumentNullException.ThrowIfNull(args);
        RecordedText.RequireWhole(workflow, "The type of the next run");
        RecordedText.RequireWhole(options?.TaskQueue, "TaskQueue");
        (Workflow, Args, Options, Headers) = (workflow, args, options ?? new(), headers);
        OptionValues.ToDuration(Options.RunTimeout);
        OptionValues.ToDuration(Options.TaskTimeout);
        OptionValues.ToDuration(Options.BackoffStartInterval);
    }

    /// <summary>The workflow type of the next run.</summary>
    internal string Workflow { get; }

    /// <summary>Its arguments.</summary>
    internal IReadOnlyCollection<object?> Args { get; }

    /// <summary>The settings in which it differs from this run.</summary>
    internal ContinueAsNewOptions Options { get; }

    /// <summary>The headers sent with the arguments.</summary>
    internal IDictionary<string, Payload>? Headers { get; }
}
