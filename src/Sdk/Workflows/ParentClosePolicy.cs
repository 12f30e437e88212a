namespace Cairn.Workflows;

/// <summary>What happens to a child when its parent ends.</summary>
public enum ParentClosePolicy
{
    /// <summary>The server's default.</summary>
    None = 0,

    /// <summary>The child is terminated.</summary>
    Terminate = 1,

    /// <summary>The child continues.</summary>
    Abandon = 2,

    /// <summary>The child receives a request to cancel.</summary>
    RequestCancel = 3,
}
