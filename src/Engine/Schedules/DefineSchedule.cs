using Cairn.Api.Enums.V1;
using Cairn.Api.Schedule.V1;
using Cairn.Api.WorkflowService.V1;
using Cairn.Engine.Rules;
using Cairn.Exceptions;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Cairn.Engine.Schedules;

/// <summary>Creates a schedule, or replaces its definition.</summary>
public static class DefineSchedule
{
    /// <summary>Creates a schedule from a request that passed <see cref="ScheduleRules"/>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="instanceId">An id that no other schedule has had.</param>
    /// <param name="now">The time of the decision.</param>
    public static ScheduleTurn Create(CreateScheduleRequest request, string instanceId, DateTimeOffset now)
    {
        var created = new ScheduleDocument
        {
            Namespace = request.Namespace,
            ScheduleId = request.ScheduleId,
            InstanceId = instanceId,
            Schedule = Canonical(request.Schedule),
            Memo = request.Memo,
            SearchAttributes = request.SearchAttributes,
            Revision = 1,
            CreateRequestId = request.RequestId,
            Processed = Timestamp.FromDateTimeOffset(now),
            Info = new ScheduleInfo { CreateTime = Timestamp.FromDateTimeOffset(now) },
        };
        var turn = new ScheduleTurn(created, now);
        if (request.InitialPatch is { } patch)
        {
            _ = PatchSchedule.Decide(turn, patch); // It has no more backfills than the rules allow.
        }

        return turn;
    }

    /// <summary>Replaces the definition, for future times.</summary>
    public static Refusal? Update(ScheduleTurn turn, UpdateScheduleRequest request)
    {
        if (turn.IsRepeated(request.RequestId))
        {
            return null; // The first request changed the token.
        }

        if (!request.ConflictToken.IsEmpty && request.ConflictToken != Token(turn.State))
        {
            return new Refusal(RpcException.StatusCode.FailedPrecondition, "mismatched conflict token");
        }

        turn.Remember(request.RequestId);
        turn.State.Schedule = Canonical(request.Schedule);
        turn.State.Memo = request.Memo ?? turn.State.Memo;
        turn.State.SearchAttributes = request.SearchAttributes ?? turn.State.SearchAttributes;
        turn.State.Processed = Timestamp.FromDateTimeOffset(turn.Now);
        turn.State.Info.InvalidScheduleError = "";
        turn.State.Info.UpdateTime = Timestamp.FromDateTimeOffset(turn.Now);
        turn.Revise();
        return null;
    }

    /// <summary>The conflict token of a version of the definition.</summary>
    public static ByteString Token(ScheduleDocument schedule) =>
        ByteString.CopyFrom(BitConverter.GetBytes(schedule.Revision));

    private static Schedule Canonical(Schedule schedule)
    {
        var canonical = schedule.Clone();
        canonical.Spec = ScheduleSpecs.Canonical(schedule.Spec);
        canonical.State ??= new ScheduleState();
        canonical.Policies ??= new SchedulePolicies();
        if (canonical.Policies.OverlapPolicy == ScheduleOverlapPolicy.Unspecified)
        {
            canonical.Policies.OverlapPolicy = ScheduleOverlapPolicy.Skip;
        }

        var window = Durations.Keep(canonical.Policies.CatchupWindow)
            ?? Duration.FromTimeSpan(Limits.ScheduleCatchup);
        var shortest = Duration.FromTimeSpan(Limits.ScheduleCatchupMinimum);
        canonical.Policies.CatchupWindow = Durations.IsLess(window, shortest) ? shortest : window;
        canonical.Action.StartWorkflow.TaskQueue.Kind = TaskQueueKind.Normal;
        return canonical;
    }
}
