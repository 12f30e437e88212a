using System.Text.RegularExpressions;
using Cairn.Api.Common.V1;

namespace Cairn.Engine.Rules;

/// <summary>
/// The addresses to which callbacks about the end of a workflow may be sent (callback.allowedAddresses of Temporal's
/// server).
/// </summary>
/// <param name="rules">The first rule that matches decides; without a match the address is not allowed.</param>
public sealed class CallbackAddresses(params IReadOnlyList<CallbackAddresses.Rule> rules)
{
    private const string Invalid = "invalid url: ";

    /// <summary>No address is allowed.</summary>
    public static readonly CallbackAddresses None = new();

    /// <summary>A rule that allows addresses.</summary>
    /// <param name="Pattern">The host and port as in the address; * matches any text.</param>
    /// <param name="AllowInsecure">Whether the address may be one of http.</param>
    public sealed record Rule(string Pattern, bool AllowInsecure)
    {
        private readonly Regex pattern = new(
            $"^{Regex.Escape(Pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant);

        /// <summary>Whether the rule matches a host.</summary>
        public bool Fits(string host) => pattern.IsMatch(host);
    }

    /// <summary>Whether any address is allowed.</summary>
    public bool IsEmpty => rules.Count == 0;

    /// <summary>Returns what is wrong with the callbacks of a request; null if they are valid.</summary>
    public string? Check(IReadOnlyCollection<Callback> callbacks) => callbacks.Count > Limits.Callbacks
        ? $"cannot attach more than {Limits.Callbacks} callbacks to an execution"
        : callbacks.Select(Check).FirstOrDefault(wrong => wrong is not null);

    private string? Check(Callback callback)
    {
        if (callback.VariantCase != Callback.VariantOneofCase.Nexus)
        {
            return $"unknown callback variant: {callback.VariantCase}";
        }

        var headerBytes = callback.Nexus.Header.Sum(pair => Names.Bytes(pair.Key) + Names.Bytes(pair.Value));
        return Names.Bytes(callback.Nexus.Url) > Limits.CallbackUrlBytes
            ? $"{Invalid}url length longer than max length allowed of {Limits.CallbackUrlBytes}"
            : headerBytes > Limits.CallbackHeaderBytes
                ? $"invalid header: header size longer than max allowed size of {Limits.CallbackHeaderBytes}"
                : Check(callback.Nexus.Url);
    }

    private string? Check(string url)
    {
        var scheme = url.Split("://") is [var first, ..] && first.Length < url.Length ? first : "";
        if (scheme is not ("http" or "https"))
        {
            return $"{Invalid}unknown scheme: {url}";
        }

        var host = url[(scheme.Length + 3)..].Split('/', '?', '#')[0].Split('@')[^1];
        if (host.Length == 0)
        {
            return Invalid + "missing host";
        }

        return rules.FirstOrDefault(rule => rule.Fits(host)) switch
        {
            null => $"{Invalid}url does not match any configured callback address: {url}",
            { AllowInsecure: false } when scheme == "http" =>
                $"{Invalid}callback address does not allow insecure connections: {url}",
            _ => null,
        };
    }
}
