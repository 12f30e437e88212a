using System.Net.Http.Headers;
using System.Text;
using Cairn.Api.Common.V1;
using Cairn.Cli.Verbs;
using Cairn.Converters;
using Google.Protobuf;

namespace Cairn.Cli.Connection;

/// <summary>
/// A codec behind HTTP, as Temporal's codec servers are: <c>POST {endpoint}/encode</c> and <c>/decode</c> take payloads
/// in JSON and return them changed.
/// </summary>
internal sealed class RemoteCodec : IPayloadCodec, IDisposable
{
    private const string NamespacePlaceholder = "{namespace}";

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly string endpoint;
    private readonly CancellationToken cancellationToken;

    /// <param name="endpoint">The address before <c>/encode</c>; may contain {namespace}.</param>
    /// <param name="namespace">The namespace; the codec gets it as a header.</param>
    /// <param name="authorization">The header <c>Authorization</c>; null for none.</param>
    /// <param name="headers">Further headers.</param>
    /// <param name="cancellationToken">Ends the calls, with the command.</param>
    /// <exception cref="CommandException">The address or a header is none.</exception>
    public RemoteCodec(
        string endpoint,
        string @namespace,
        string? authorization,
        IEnumerable<KeyValuePair<string, string>> headers,
        CancellationToken cancellationToken)
    {
        this.cancellationToken = cancellationToken;
        var address = endpoint.Replace(
            NamespacePlaceholder, Uri.EscapeDataString(@namespace), StringComparison.Ordinal);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new CommandException($"--codec-endpoint must be like http://localhost:8081, not {endpoint}.");
        }

        this.endpoint = address.TrimEnd('/');
        Add("X-Namespace", @namespace);
        if (authorization is not null)
        {
            Add("Authorization", authorization);
        }

        foreach (var (name, value) in headers)
        {
            Add(name, value);
        }
    }

    public Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads) =>
        ChangeAsync("encode", payloads);

    public Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads) =>
        ChangeAsync("decode", payloads);

    public void Dispose() => http.Dispose();

    private void Add(string name, string value)
    {
        if (!http.DefaultRequestHeaders.TryAddWithoutValidation(name, value))
        {
            throw new CommandException($"{name} cannot be a header of --codec-endpoint.");
        }
    }

    private async Task<IReadOnlyCollection<Payload>> ChangeAsync(string what, IReadOnlyCollection<Payload> payloads)
    {
        if (payloads.Count == 0)
        {
            return payloads;
        }

        try
        {
            using var body = new StringContent(
                JsonFormatter.Default.Format(new Payloads { Payloads_ = { payloads } }),
                Encoding.UTF8,
                new MediaTypeHeaderValue("application/json"));
            using var answer = await http.PostAsync(new Uri($"{endpoint}/{what}"), body, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                throw new CommandException($"The codec at {endpoint}/{what} answers {(int)answer.StatusCode}: {text}");
            }

            var changed = JsonParser.Default.Parse<Payloads>(text).Payloads_;
            return changed.Count == payloads.Count
                ? changed
                : throw new CommandException(
                    $"The codec at {endpoint}/{what} got {payloads.Count} payloads and answers with {changed.Count}.");
        }
        catch (Exception failed) when (failed is HttpRequestException
            || (failed is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new CommandException($"The codec at {endpoint}/{what} cannot be reached: {failed.Message}");
        }
        catch (Exception unread) when (unread is InvalidProtocolBufferException or InvalidJsonException)
        {
            throw new CommandException(
                $"The codec at {endpoint}/{what} did not answer with payloads: {unread.Message}");
        }
    }
}
