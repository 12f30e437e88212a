namespace Cairn.Exceptions;

/// <summary>Links from message codes to their pages under docs/errors.</summary>
internal static class ErrorPages
{
    /// <summary>Workflow code does not do what its history says.</summary>
    public const string Nondeterminism = "See docs/errors/TMPRL1100.md";

    /// <summary>Workflow code runs too long without a wait.</summary>
    public const string Deadlock = "See docs/errors/TMPRL1101.md";

    /// <summary>A workflow ended while handlers ran.</summary>
    public const string UnfinishedHandlers = "See docs/errors/TMPRL1102.md";

    /// <summary>A workflow task failed by an exception that does not fail the workflow.</summary>
    public const string TaskFailed = "See docs/errors/CAIRN1001.md";

    /// <summary>An activity has no timeout.</summary>
    public const string NoTimeout = "Set one in the options of the call or, for all calls, by [ActivityDefaults] on "
        + "the activity, such as [ActivityDefaults(StartToClose = \"00:00:30\")]. See docs/errors/CAIRN1002.md";

    /// <summary>A value cannot be converted.</summary>
    public const string NotConverted = "See docs/errors/CAIRN1003.md";

    /// <summary>Workflow code left the workflow's scheduler.</summary>
    public const string OffScheduler = "See docs/errors/CAIRN1005.md";

    /// <summary>A task of workflow code failed and was never awaited.</summary>
    public const string Forgotten = "See docs/errors/CAIRN1006.md";

    /// <summary>A workflow class has state that its runs share, or that blocks threads.</summary>
    public const string SharedState = "See docs/errors/CAIRN1007.md";

    /// <summary>A workflow ended with signals that no handler received.</summary>
    public const string UnhandledSignals = "See docs/errors/CAIRN1008.md";

    /// <summary>A workflow waits for something that no event can end.</summary>
    public const string EndlessWait = "See docs/errors/CAIRN1009.md";

    /// <summary>A signal waits for a handler.</summary>
    public const string SignalWaits = "See docs/errors/CAIRN1010.md";

    /// <summary>Values are larger than a server takes, or than a warning allows.</summary>
    public const string TooLarge = "See docs/errors/CAIRN1011.md";

    /// <summary>Code runs on after its cancellation, and keeps a slot of its worker.</summary>
    public const string IgnoredCancellation = "See docs/errors/CAIRN1014.md";
}
