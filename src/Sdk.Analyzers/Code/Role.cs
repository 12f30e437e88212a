namespace Cairn.Sdk.Analyzers.Code;

/// <summary>What the SDK calls a member of a workflow for.</summary>
internal enum Role
{
    /// <summary>For nothing: other members call it.</summary>
    None,

    /// <summary>To run the workflow, or to make its object.</summary>
    Run,

    /// <summary>To handle a signal.</summary>
    Signal,

    /// <summary>To handle an update.</summary>
    Update,

    /// <summary>To check an update.</summary>
    Validator,

    /// <summary>To answer a query.</summary>
    Query,
}
