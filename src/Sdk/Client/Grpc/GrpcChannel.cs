using System.Net;
using System.Net.Http.Headers;
using Cairn.Exceptions;
using Cairn.Protocol;
using Cairn.Protocol.Grpc;
using Google.Protobuf;
using static Cairn.Exceptions.RpcException;

namespace Cairn.Client.Grpc;

/// <summary>
/// Unary gRPC calls to one server over HTTP/2, with TLS or unencrypted with prior knowledge. It opens connections when
/// they are needed, and again after they broke. It is thread-safe.
/// </summary>
internal sealed class GrpcChannel : IDisposable
{
    // Temporal's SDKs read messages up to this size.
    private const int MaxReceiveBytes = 128 << 20;

    private static readonly MediaTypeHeaderValue ContentType = new(GrpcHeaders.ContentType);

    private readonly HttpMessageInvoker http;
    private readonly Uri server;
    private readonly string? domain;
    private readonly bool compress;
    private readonly bool isProxied;
    private readonly TimeProvider time;

    public GrpcChannel(CairnConnectionOptions options)
    {
        server = GrpcTarget.ToUri(options);
        http = new HttpMessageInvoker(GrpcHandler.Create(options));
        domain = GrpcTarget.UsesTls(options) ? options.Tls?.Domain : null;
        compress = options.GrpcCompression is GrpcCompression.Gzip;
        isProxied = options.HttpConnectProxy is not null;
        time = options.TimeProvider;
        Metadata = new(options);
    }

    /// <summary>The metadata of every call.</summary>
    public ChannelMetadata Metadata { get; }

    /// <summary>Makes a call.</summary>
    /// <exception cref="RpcException">It was rejected or it failed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled it.</exception>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(string path, TRequest request, RpcContext context)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new()
    {
        using var deadline = context.Timeout is { } timeout
            ? new CancellationTokenSource(GrpcTimeout.ForTimer(timeout), time)
            : null;
        using var either = deadline is null
            ? null
            : CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.CancellationToken);
        var end = either?.Token ?? context.CancellationToken;
        try
        {
            using var message = NewMessage(path, request, context);
            using var response = await http.SendAsync(message, end).ConfigureAwait(false);
            return await ReadAsync<TResponse>(response, end).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!context.CancellationToken.IsCancellationRequested)
        {
            throw deadline is { IsCancellationRequested: true }
                ? new RpcException(StatusCode.DeadlineExceeded, "context deadline exceeded")
                : new RpcException(StatusCode.Unavailable, e.Message);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            throw !isProxied && await TlsMismatch.FindAsync(server, e, time).ConfigureAwait(false) is { } mismatch
                ? new RpcException(StatusCode.Unavailable, mismatch)
                : TransportFailure.ToRpcException(e);
        }
    }

    public void Dispose() => http.Dispose();

    private static async Task<TResponse> ReadAsync<TResponse>(HttpResponseMessage response, CancellationToken end)
        where TResponse : class, IMessage<TResponse>, new()
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw TransportFailure.OfHttp(response.StatusCode);
        }

        // A status in the headers is a rejection without a body.
        GrpcStatus.ThrowIfRefused(response.Headers);
        var body = await response.Content.ReadAsStreamAsync(end).ConfigureAwait(false);
        await using var closing = body.ConfigureAwait(false);
        var encoding = response.Headers.TryGetValues(GrpcHeaders.Encoding, out var values) ? values.First() : null;
        var answer = await AnswerReader.ReadAsync<TResponse>(body, encoding, MaxReceiveBytes, end)
            .ConfigureAwait(false);
        GrpcStatus.ThrowUnlessOk(response.TrailingHeaders);
        return answer ?? throw new RpcException(StatusCode.Internal, "The server answered OK without a message.");
    }

    private HttpRequestMessage NewMessage<TRequest>(string path, TRequest request, RpcContext context)
        where TRequest : class, IMessage<TRequest>
    {
        var frame = compress ? MessageFrame.Pack(request) : MessageFrame.Of(request);
        var content = new ByteArrayContent(frame.Array!, frame.Offset, frame.Count);
        content.Headers.ContentType = ContentType;
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(server, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        var headers = message.Headers;
        // The TLS handshake sends this name as well.
        headers.Host = domain;
        Metadata.AddTo(headers, context.Headers);
        headers.TryAddWithoutValidation("te", "trailers");
        headers.TryAddWithoutValidation(GrpcHeaders.AcceptEncoding, GrpcHeaders.AcceptedEncodings);
        if (compress)
        {
            headers.TryAddWithoutValidation(GrpcHeaders.Encoding, Gzip.Name);
        }

        if (context.Timeout is { } timeout)
        {
            headers.TryAddWithoutValidation(GrpcHeaders.Timeout, GrpcTimeout.Format(timeout));
        }

        if (RequestNamespace<TRequest>.Of(request) is { Length: > 0 } name)
        {
            headers.TryAddWithoutValidation("temporal-namespace", name);
        }

        return message;
    }
}
