using System.Text.Json;
using System.Text.Json.Serialization;
using Cairn.Protocol.Webhooks;

namespace Cairn.Server.Hooks;

/// <summary>The file that says what webhooks do.</summary>
internal sealed record HookFile
{
    /// <summary>The webhooks by name: <c>payments</c> is served at <c>/hooks/payments</c>.</summary>
    public required Dictionary<string, HookEntry> Hooks { get; init; }
}

/// <summary>What one webhook does. Texts may hold values of the body and of headers: see <see cref="HookTemplate"/>.
/// </summary>
internal sealed record HookEntry
{
    /// <summary>How its sender signs it.</summary>
    public required SignatureEntry Signature { get; init; }

    /// <summary>The namespace of the workflow. Default: <c>default</c>.</summary>
    public string? Namespace { get; init; }

    /// <summary>The id of the workflow.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>The signal that it becomes; null if it becomes an update.</summary>
    public string? Signal { get; init; }

    /// <summary>The update that it becomes; null if it becomes a signal.</summary>
    public string? Update { get; init; }

    /// <summary>Whether the answer to an update waits for its result. Default: it waits until it is accepted.</summary>
    public bool WaitForResult { get; init; }

    /// <summary>The arguments of the signal or the update. Default: the body.</summary>
    public IReadOnlyList<JsonElement>? Arguments { get; init; }

    /// <summary>How the workflow is started if none of that id runs; null signals a running one only.</summary>
    public StartEntry? Start { get; init; }

    /// <summary>
    /// What tells one delivery from another, so that a repeated one is done once. Default: what the sender has for it,
    /// or the signed bytes.
    /// </summary>
    public string? DeliveryId { get; init; }
}

/// <summary>How a workflow is started.</summary>
internal sealed record StartEntry
{
    /// <summary>The type of the workflow.</summary>
    public required string WorkflowType { get; init; }

    /// <summary>Its task queue.</summary>
    public required string TaskQueue { get; init; }

    /// <summary>Its arguments. Default: none.</summary>
    public IReadOnlyList<JsonElement>? Arguments { get; init; }
}

/// <summary>How a sender signs.</summary>
internal sealed record SignatureEntry
{
    /// <summary>The scheme. Default: generic.</summary>
    public WebhookScheme Scheme { get; init; }

    /// <summary>The secret; null if it is in a file.</summary>
    public string? Secret { get; init; }

    /// <summary>The file with the secret, or with several, one on each line; null if it is in this file.</summary>
    public string? SecretFile { get; init; }

    /// <summary>The header of the signature. Default: that of the scheme; X-Signature in the generic one.</summary>
    public string? Header { get; init; }

    /// <summary>The header of the signed time. Default: none is signed.</summary>
    public string? TimestampHeader { get; init; }

    /// <summary>How many seconds old a signed time may be. Default: 300.</summary>
    public int? ToleranceSeconds { get; init; }
}

/// <summary>Reads it without reflection.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(HookFile))]
internal sealed partial class HookFileJson : JsonSerializerContext;
