using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Engine.Executions.Commands;
using Cairn.Engine.Visibility;

namespace Cairn.Engine.Executions.Properties;

/// <summary>Checks the search attributes of a command.</summary>
internal static class CommandAttributes
{
    /// <summary>Returns why the command is rejected; null if it is valid.</summary>
    public static BadCommand? Check(Turn turn, SearchAttributes? attributes) =>
        SearchAttributeRules.CheckValues(turn.SearchAttributes, attributes) is { } wrong
            ? new(WorkflowTaskFailedCause.BadSearchAttributes, wrong)
            : CheckSizes(attributes);

    /// <summary>Returns an error if there are more, or larger, attributes than a run may have; else null.</summary>
    public static BadCommand? CheckSizes(SearchAttributes? attributes) =>
        SearchAttributeRules.CheckSizes(attributes) is { } tooLarge
            ? new(WorkflowTaskFailedCause.BadSearchAttributes, tooLarge, Terminates: true)
            : null;
}
