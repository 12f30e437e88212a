using System.Text.Json.Nodes;
using Cairn.Client;
using Cairn.Exceptions;

namespace Cairn.Tests.Twins.Kit;

/// <summary>How a workflow ended, in the form of the recordings.</summary>
internal static class Outcome
{
    /// <summary>The result, or the error and its causes.</summary>
    public static async Task<JsonObject> OfAsync(WorkflowHandle handle)
    {
        try
        {
            return new() { ["result"] = await handle.GetResultAsync<JsonNode?>() };
        }
        catch (WorkflowFailedException e)
        {
            return new() { ["error"] = e.GetType().Name, ["cause"] = Chain(e.InnerException!) };
        }
    }

    private static string Chain(Exception cause)
    {
        var type = cause is ApplicationFailureException { ErrorType: { } errorType } ? $"({errorType})" : string.Empty;
        var inner = cause.InnerException is { } further ? " <- " + Chain(further) : string.Empty;
        return $"{cause.GetType().Name}{type}: {cause.Message}{inner}";
    }
}
