using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cairn.Protocol.Webhooks;

namespace Cairn.Server.Hooks;

/// <summary>One webhook: what is done with a delivery.</summary>
internal sealed record Hook
{
    private const int MaxDeliveryBytes = 200;

    private static readonly JsonElement s_body = JsonElement.Parse("\"$\"");

    private readonly HookTemplate? delivery;

    private Hook(string name, HookEntry entry, WebhookSignature signature)
    {
        Name = name;
        Entry = entry;
        Signature = signature;
        WorkflowId = HookTemplate.Parse(entry.WorkflowId);
        Target = HookTemplate.Parse((entry.Signal ?? entry.Update)!);
        Arguments = [.. (entry.Arguments ?? [s_body]).Select(HookTemplate.Parse)];
        StartArguments = [.. (entry.Start?.Arguments ?? []).Select(HookTemplate.Parse)];
        delivery = (entry.DeliveryId, entry.Signature.Scheme) switch
        {
            ({ } chosen, _) => HookTemplate.Parse(chosen),
            (null, WebhookScheme.GitHub) => HookTemplate.Parse("header:X-GitHub-Delivery"),
            (null, WebhookScheme.Stripe) => HookTemplate.Parse("$.id"),
            _ => null,
        };
    }

    /// <summary>Its name in the URL.</summary>
    public string Name { get; }

    /// <summary>What the file says of it.</summary>
    public HookEntry Entry { get; }

    /// <summary>How its sender signs it.</summary>
    public WebhookSignature Signature { get; }

    /// <summary>The namespace of the workflow.</summary>
    public string Namespace => Entry.Namespace ?? "default";

    /// <summary>The id of the workflow.</summary>
    public HookTemplate WorkflowId { get; }

    /// <summary>The name of the signal or the update.</summary>
    public HookTemplate Target { get; }

    /// <summary>The arguments of the signal or the update.</summary>
    public IReadOnlyList<HookTemplate> Arguments { get; }

    /// <summary>The arguments of the workflow, if it is started.</summary>
    public IReadOnlyList<HookTemplate> StartArguments { get; }

    /// <summary>The id of the request that a delivery becomes: the same for a repeated delivery.</summary>
    public string RequestId(HookDelivery of)
    {
        var id = delivery?.Text(of) ?? Hash(
            [.. Encoding.UTF8.GetBytes(Signature.TimestampHeader is { } time ? $"{of.Header(time)}." : string.Empty),
                .. of.Body.Span]);
        var bytes = Encoding.UTF8.GetBytes(id);
        return $"hook:{Name}:{(bytes.Length > MaxDeliveryBytes ? Hash(bytes) : id)}";
    }

    /// <summary>Checks what the file says of a webhook.</summary>
    /// <exception cref="FormatException">It is incomplete or contradicts itself.</exception>
    /// <exception cref="IOException">The file of the secret cannot be read.</exception>
    public static Hook Of(string name, HookEntry entry)
    {
        Require(name.Length > 0 && !name.Contains('/', StringComparison.Ordinal), "its name must not have a slash");
        Require(
            entry.Signal is null != entry.Update is null, "it must have either \"signal\" or \"update\", not both");
        Require(entry.Start is null || entry.Update is null, "\"start\" is for a signal, not for an update");
        Require(!entry.WaitForResult || entry.Update is not null, "\"waitForResult\" is for an update");
        var signed = entry.Signature;
        Require(
            signed.Scheme == WebhookScheme.Generic || signed is { Header: null, TimestampHeader: null },
            "\"header\" and \"timestampHeader\" are for the scheme generic; the others have their own");
        Require(
            signed.ToleranceSeconds is null or > 0, "\"toleranceSeconds\" must be 1 or more");
        var signature = new WebhookSignature(signed.Scheme, SecretsOf(signed), signed.Header)
        {
            TimestampHeader = signed.TimestampHeader,
            Tolerance = signed.ToleranceSeconds is { } seconds
                ? TimeSpan.FromSeconds(seconds)
                : WebhookSignature.DefaultTolerance,
        };
        return new(name, entry, signature);
    }

    private static string[] SecretsOf(SignatureEntry signed)
    {
        Require(
            signed.Secret is null != signed.SecretFile is null,
            "its signature must have either \"secret\" or \"secretFile\"");
        string[] secrets = signed.Secret is { } secret
            ? [secret]
            : [.. File.ReadAllLines(signed.SecretFile!).Select(line => line.Trim()).Where(line => line.Length > 0)];
        Require(secrets is [{ Length: > 0 }, ..], "its secret is empty");
        return secrets;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException(otherwise);
        }
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
