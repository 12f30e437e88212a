using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Cairn.Extensions.AspNetCore;

/// <summary>The body of a request cannot be used.</summary>
/// <param name="status">The HTTP status of the answer.</param>
/// <param name="member">The member of the body; null if no single one is to blame.</param>
/// <param name="message">What is wrong.</param>
internal sealed class BadBodyException(int status, string? member, string message) : Exception(message)
{
    /// <summary>The HTTP status of the answer.</summary>
    public int Status { get; } = status;

    /// <summary>The member of the body, <c>lines[0].price</c> for instance; null if it is no single one.</summary>
    public string? Member { get; } = member;

    /// <summary>The error for a body that does not fit its type.</summary>
    public static BadBodyException Of(JsonException error)
    {
        var member = error.Path is { } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : null;
        // Less the place, which the serializer appends.
        var end = error.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        var message = end < 0 ? error.Message : error.Message[..end];
        return new(StatusCodes.Status400BadRequest, member, member is null ? message : $"{member}: {message}");
    }
}
