using Cairn.Api.Common.V1;
using Cairn.Api.Enums.V1;
using Cairn.Engine.Executions.Commands;
using Cairn.Engine.Visibility;

namespace Cairn.Engine.Executions.Properties;

/// <summary>Search attributes that a command brings.</summary>
internal static class CommandAttributes
{
    /// <summary>Says why the command is not done; null if they are as they should be.</summary>
    public static BadCommand? Check(Turn turn, SearchAttributes? attributes) =>
        SearchAttributeRules.CheckValues(turn.SearchAttributes, attributes) is { } wrong
            ? new(WorkflowTaskFailedCause.BadSearchAttributes, wrong)
            : CheckSizes(attributes);

    /// <summary>Says that there is more than a run may have; null if there is not.</summary>
    public static BadCommand? CheckSizes(SearchAttributes? attributes) =>
        SearchAttributeRules.CheckSizes(attributes) is { } tooLarge
            ? new(WorkflowTaskFailedCause.BadSearchAttributes, tooLarge, Terminates: true)
            : null;
}
