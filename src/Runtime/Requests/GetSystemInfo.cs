using Cairn.Api.WorkflowService.V1;

namespace Cairn.Runtime.Requests;

/// <summary>Describes the server's version and capabilities. It claims only what works.</summary>
internal static class GetSystemInfo
{
    /// <summary>The version of the server.</summary>
    public static readonly string Version =
        typeof(GetSystemInfo).Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "0.0.0";

    /// <summary>Answers the request.</summary>
    public static Task<GetSystemInfoResponse> HandleAsync(Node node, GetSystemInfoRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Task.FromResult(new GetSystemInfoResponse
        {
            ServerVersion = Version,
            Capabilities = new GetSystemInfoResponse.Types.Capabilities
            {
                SignalAndQueryHeader = true,
                InternalErrorDifferentiation = true,
                ActivityFailureIncludeHeartbeat = true,
                EncodedFailureAttributes = true,
                UpsertMemo = true,
                EagerWorkflowStart = node.Options.EagerWorkflowStart,
                SdkMetadata = true,
                SupportsSchedules = true,
                CountGroupByExecutionStatus = true,
            },
        });
    }
}
