using Cairn.Api.ErrorDetails.V1;
using Cairn.Exceptions;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace Cairn.Server.Access;

/// <summary>
/// Admits calls or refuses them. Refusals look all the same to callers; the audit log distinguishes them.
/// </summary>
/// <param name="credentials">Finds out who calls.</param>
/// <param name="audit">Where writes and refusals are recorded.</param>
internal sealed class AccessControl(Credentials credentials, AuditLog audit) : IDisposable
{
    /// <summary>
    /// Looks at who calls, before the request is read: who has no valid credential may only call what anybody may.
    /// </summary>
    /// <exception cref="RpcException">The caller is refused.</exception>
    public async ValueTask<AdmittedCall> BeginAsync(HttpContext http, string rpc)
    {
        var call = new AdmittedCall(
            await credentials.FindAsync(http).ConfigureAwait(false), $"{http.Connection.RemoteIpAddress}", rpc);
        return call.Caller.Problem is { } problem && call.Rule.Scope != RpcScope.Anybody
            ? throw Refuse(call, default, problem)
            : call;
    }

    /// <summary>Looks at what the caller asks for.</summary>
    /// <exception cref="RpcException">The caller is refused.</exception>
    public void Admit(AdmittedCall call, IMessage request)
    {
        call.About = RequestFacts.Of(request);
        var roles = call.Caller.Permissions.In(
            call.Rule.Scope == RpcScope.Namespace ? call.About.Namespace : string.Empty);
        if (!call.Rule.Allows(roles))
        {
            throw Refuse(
                call,
                call.About,
                $"it needs the role {call.Rule.Role.ToString().ToLowerInvariant()} in "
                + (call.Rule.Scope == RpcScope.Namespace ? $"namespace '{call.About.Namespace}'" : "all namespaces"));
        }
    }

    /// <summary>Records how a call ended that was admitted. What workers do is in histories already.</summary>
    public void End(AdmittedCall call, RpcException.StatusCode outcome)
    {
        if (call.Rule is { IsWrite: true, IsForWorkers: false })
        {
            audit.Write(call.Caller, call.From, call.Rpc, call.About, outcome, reason: null);
        }
    }

    public void Dispose() => audit.Dispose();

    private RpcException Refuse(AdmittedCall call, RequestFacts about, string reason)
    {
        audit.Write(call.Caller, call.From, call.Rpc, about, RpcException.StatusCode.PermissionDenied, reason);
        return new(
            RpcException.StatusCode.PermissionDenied, "Request unauthorized.", new PermissionDeniedFailure());
    }
}
