using Cairn.Exceptions;

namespace Cairn.Tests.Runtime;

/// <summary>How requests end.</summary>
internal static class Refusals
{
    /// <summary>The answer, which must come: only a broken test waits long for it.</summary>
    public static Task<T> InTimeAsync<T>(this Task<T> request) => request.WaitAsync(Harness.WaitLimit);

    /// <summary>The exception that a request ends with, which must be of a code.</summary>
    public static async Task<RpcException> RefusedAsync(this Task request, RpcException.StatusCode code)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(() => request.WaitAsync(Harness.WaitLimit));
        Assert.True(code == refusal.Code, $"{refusal.Code} is not {code}: {refusal.Message}");
        return refusal;
    }

    /// <summary>The request must end with UNAVAILABLE.</summary>
    public static Task UnavailableAsync(this Task request) =>
        request.RefusedAsync(RpcException.StatusCode.Unavailable);
}
