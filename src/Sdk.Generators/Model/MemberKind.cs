namespace Cairn.Sdk.Generators.Model;

/// <summary>What a member is for the SDK.</summary>
internal enum MemberKind
{
    /// <summary>The method that runs a workflow.</summary>
    Run,

    /// <summary>A method that handles a signal.</summary>
    Signal,

    /// <summary>A property that keeps signals.</summary>
    Channel,

    /// <summary>A method that answers a query.</summary>
    Query,

    /// <summary>A property that answers a query.</summary>
    QueryProperty,

    /// <summary>A method that handles an update.</summary>
    Update,

    /// <summary>An activity.</summary>
    Activity,
}
