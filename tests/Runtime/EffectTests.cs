using System.Reflection;
using System.Runtime.CompilerServices;
using Cairn.Api.Enums.V1;
using Cairn.Engine;
using Cairn.Engine.Executions.Lifecycle;
using Cairn.Runtime.Effects;
using Cairn.Runtime.Partitions;
using Cairn.Runtime.Queries;
using Cairn.Runtime.TaskQueues;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Tests.Runtime;

public sealed class EffectTests
{
    public static TheoryData<string> Effects =>
    [
        .. typeof(Effect).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Effect)))
            .Select(type => type.Name),
    ];

    [Theory]
    [MemberData(nameof(Effects))]
    public void Every_effect_of_the_engine_is_performed(string name)
    {
        var queues = new TaskQueues(TimeProvider.System, NullLogger.Instance);
        var router = new QueryRouter(queues, new QueryRegistry(), TimeProvider.System, (_, _) => { });
        var performer = new EffectPerformer(queues, router, (_, _) => { });
        var type = typeof(Effect).GetNestedType(name, BindingFlags.Public)!;
        performer.Perform(CachedExecution(), [Make(type)]);
    }

    private static Effect Make(Type type) => (Effect)Activator.CreateInstance(
        type, type.GetConstructors()[0].GetParameters().Select(parameter => Value(parameter.ParameterType)).ToArray())!;

    private static object Value(Type type) => type switch
    {
        _ when type == typeof(Api.TaskQueue.V1.TaskQueue) =>
            new Api.TaskQueue.V1.TaskQueue { Name = "q", Kind = TaskQueueKind.Normal },
        _ when type == typeof(string) => "text",
        _ when type == typeof(Protocol.TaskQueueName) => new Protocol.TaskQueueName("q"),
        _ => RuntimeHelpers.GetUninitializedObject(type),
    };

    private static CachedExecution CachedExecution()
    {
        var begun = Assert.IsType<StartDecision.Begun>(StartWorkflow.Decide(
            current: null,
            new()
            {
                Namespace = "default",
                WorkflowId = "w",
                WorkflowType = new() { Name = "T" },
                TaskQueue = new() { Name = "q" },
                RequestId = "r",
            },
            new("run"),
            DateTimeOffset.UnixEpoch));
        return new CachedExecution(begun.Turn.State, version: 0, isCurrent: true);
    }
}
