namespace Cairn.Exceptions;

/// <summary>How messages lead to their pages, which are those of docs/errors.</summary>
internal static class ErrorPages
{
    /// <summary>Workflow code does not do what its history says.</summary>
    public const string Nondeterminism = "Run 'cairn explain TMPRL1100' for more.";

    /// <summary>Workflow code runs too long without a wait.</summary>
    public const string Deadlock = "Run 'cairn explain TMPRL1101' for more.";

    /// <summary>A workflow ended while handlers ran.</summary>
    public const string UnfinishedHandlers = "Run 'cairn explain TMPRL1102' for more.";

    /// <summary>A workflow task failed by an exception that does not fail the workflow.</summary>
    public const string TaskFailed = "Run 'cairn explain CAIRN1001' for more.";

    /// <summary>An activity has no timeout.</summary>
    public const string NoTimeout = "Set one in the options of the call or, for all calls, by [ActivityDefaults] on "
        + "the activity, such as [ActivityDefaults(StartToClose = \"00:00:30\")]. "
        + "Run 'cairn explain CAIRN1002' for more.";

    /// <summary>A value cannot be converted.</summary>
    public const string NotConverted = "Run 'cairn explain CAIRN1003' for more.";

    /// <summary>Workflow code left the workflow's scheduler.</summary>
    public const string OffScheduler = "Run 'cairn explain CAIRN1005' for more.";

    /// <summary>A task of workflow code failed and was never awaited.</summary>
    public const string Forgotten = "Run 'cairn explain CAIRN1006' for more.";

    /// <summary>A workflow class has state that its runs share, or that blocks threads.</summary>
    public const string SharedState = "Run 'cairn explain CAIRN1007' for more.";

    /// <summary>A workflow ended with signals that no handler received.</summary>
    public const string UnhandledSignals = "Run 'cairn explain CAIRN1008' for more.";

    /// <summary>A workflow waits for something that no event can end.</summary>
    public const string EndlessWait = "Run 'cairn explain CAIRN1009' for more.";

    /// <summary>A signal waits for a handler.</summary>
    public const string SignalWaits = "Run 'cairn explain CAIRN1010' for more.";

    /// <summary>Values are larger than a server takes, or than a warning allows.</summary>
    public const string TooLarge = "Run 'cairn explain CAIRN1011' for more.";

    /// <summary>Code runs on after its cancellation, and keeps a slot of its worker.</summary>
    public const string IgnoredCancellation = "Run 'cairn explain CAIRN1014' for more.";
}
