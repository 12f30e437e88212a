using System.Buffers;
using System.Globalization;
using Cairn.Exceptions;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Http;

/// <summary>Reads the body of a request.</summary>
internal static class RequestBody
{
    /// <summary>Reads the body to its end.</summary>
    /// <exception cref="HttpException">It is larger than the limit, compressed, malformed or too slow.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadToEndAsync(request, maxBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (BadHttpRequestException malformed)
        {
            throw new HttpException(
                malformed.StatusCode, RpcException.StatusCode.InvalidArgument, malformed.Message);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadToEndAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.Headers.ContentEncoding is [{ } encoding, ..] && encoding is not ("" or "identity"))
        {
            throw new HttpException(
                StatusCodes.Status415UnsupportedMediaType,
                RpcException.StatusCode.InvalidArgument,
                "The body must not be compressed: Content-Encoding is not supported.");
        }

        if (request.ContentLength > maxBytes)
        {
            throw TooLarge(maxBytes);
        }

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.Length > maxBytes)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End); // Else the connection cannot read on to its end.
                throw TooLarge(maxBytes);
            }

            if (read.IsCompleted)
            {
                // The connection reuses the bytes after this read.
                ReadOnlyMemory<byte> body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static HttpException TooLarge(int maxBytes) => new(
        StatusCodes.Status413PayloadTooLarge,
        RpcException.StatusCode.ResourceExhausted,
        string.Create(CultureInfo.InvariantCulture, $"The body is larger than {maxBytes} bytes."));
}
