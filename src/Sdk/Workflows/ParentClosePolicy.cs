namespace Cairn.Workflows;

/// <summary>What becomes of a child when its parent ends.</summary>
public enum ParentClosePolicy
{
    /// <summary>What the server does by default.</summary>
    None = 0,

    /// <summary>The child is terminated.</summary>
    Terminate = 1,

    /// <summary>The child goes on.</summary>
    Abandon = 2,

    /// <summary>The child is asked to cancel itself.</summary>
    RequestCancel = 3,
}
