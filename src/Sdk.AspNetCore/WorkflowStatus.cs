using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cairn.Extensions.AspNetCore;

/// <summary>What the status of a workflow looks like in JSON.</summary>
/// <param name="WorkflowId">The id.</param>
/// <param name="RunId">The run.</param>
internal sealed record WorkflowStatus(string WorkflowId, string RunId)
{
    /// <summary>The type; null in the answer to a start.</summary>
    public string? WorkflowType { get; init; }

    /// <summary>Running, Completed, Failed, Canceled, Terminated, TimedOut, ContinuedAsNew or Paused.</summary>
    public string Status { get; init; } = "Running";

    /// <summary>When it was started.</summary>
    public DateTime? StartTime { get; init; }

    /// <summary>When it was closed; null as long as it is not.</summary>
    public DateTime? CloseTime { get; init; }

    /// <summary>The result, if there is one and it is JSON.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Why it did not complete.</summary>
    public string? Failure { get; init; }

    /// <summary>Where the status can be read; null in the status itself.</summary>
    public string? StatusUrl { get; init; }
}

/// <summary>Writes it without reflection.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkflowStatus))]
internal sealed partial class WorkflowStatusJson : JsonSerializerContext;
